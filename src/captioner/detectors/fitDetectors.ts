import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { tokenise } from '../metrics/tokenise';
import { WordDetectors, type DetectedWords } from './wordDetectors';

/** A word of fewer images cannot be told from chance. */
const leastImages = 20;
/** Added to the diagonal of the vectors' products, which are of length 1. */
const penalty = 3;
/** Added to a channel's variance: one that hardly varies tells little. */
const leastVariance = 1e-3;
/** With twice as many directions, words are told no better. */
const mostDirections = 64;

/** Images with what people wrote of them. */
export interface DetectorLesson {
  /** For each image the mean of its annotation grid over the locations [D]. */
  meanGrids: readonly Float32Array[];
  captions: readonly (readonly string[])[];
}

/**
 * Learns detectors by ridge regression from images to the share of their captions that have each word, and keeps the directions that
 * tell most of the words, each measured by its own deviation (reduced-rank regression; Izenman 1975).
 * @throws RangeError if no word is in enough of the images
 */
export function fitDetectors({ meanGrids, captions }: DetectorLesson): WordDetectors {
  const images = meanGrids.length;
  const { words, targets } = countWords(captions);
  if (words.length === 0)
    throw new RangeError(
      `No word is in the captions of ${leastImages} images: there is too little to learn detectors of.`,
    );
  const { mean, deviation, vectors } = measure(meanGrids);
  const centred = targets.subRowVector(words.map(([, share]) => share));
  const products = vectors.transpose().mmul(vectors);
  const penalised = Matrix.add(products, Matrix.eye(products.rows, products.rows, penalty));
  const kernel = new CholeskyDecomposition(penalised).solve(vectors.transpose().mmul(centred));
  const deviations = words.map(([, share]) => Math.sqrt(Math.max(1 / images, share * (1 - share))));
  const inMeasure = kernel.clone().divRowVector(deviations);
  const along = principal(inMeasure.transpose().mmul(products).mmul(inMeasure));
  return new WordDetectors(words, {
    mean: Float32Array.from(mean),
    deviation: Float32Array.from(deviation),
    projection: Float32Array.from(inMeasure.mmul(along).to1DArray()),
    kernel: Float32Array.from(along.transpose().mulRowVector(deviations).to1DArray()),
  });
}

function countWords(captions: DetectorLesson['captions']): { words: DetectedWords; targets: Matrix } {
  const shares = captions.map((ofImage) => {
    const said = new Map<string, number>();
    for (const caption of ofImage)
      for (const word of new Set(tokenise(caption))) said.set(word, (said.get(word) ?? 0) + 1 / ofImage.length);
    return said;
  });
  const counts = new Map<string, { images: number; share: number }>();
  for (const said of shares)
    for (const [word, share] of said) {
      const count = counts.get(word) ?? { images: 0, share: 0 };
      counts.set(word, { images: count.images + 1, share: count.share + share / captions.length });
    }
  const words: DetectedWords = [...counts]
    .filter(([, { images }]) => images >= leastImages)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([word, { share }]) => [word, Math.min(1, share)]);
  const targets = Matrix.zeros(captions.length, Math.max(1, words.length));
  shares.forEach((said, image) => words.forEach(([word], at) => targets.set(image, at, said.get(word) ?? 0)));
  return { words, targets };
}

/** Vectors with each channel in its own measure, all of length 1 [images, D]. */
function measure(meanGrids: DetectorLesson['meanGrids']): { mean: number[]; deviation: number[]; vectors: Matrix } {
  const vectors = new Matrix(meanGrids.map((grid) => Array.from(grid)));
  const mean = vectors.mean('column');
  vectors.subRowVector(mean);
  const deviation = vectors
    .variance('column', { mean: mean.map(() => 0), unbiased: false })
    .map((one) => Math.sqrt(one + leastVariance));
  vectors.divRowVector(deviation);
  const lengths = Array.from({ length: vectors.rows }, (_, image) =>
    Math.max(1e-6, vectors.getRowVector(image).norm()),
  );
  return { mean, deviation, vectors: vectors.divColumnVector(lengths) };
}

/** The directions of the greatest variance [words, R]. */
function principal(covariance: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const order = realEigenvalues
    .map((value, at) => ({ value, at }))
    .sort((one, other) => other.value - one.value)
    .slice(0, mostDirections)
    .map(({ at }) => at);
  return eigenvectorMatrix.subMatrixColumn(order);
}
