import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { captionShares } from '../evidence/captionShares';
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

/** The words with the mean of their shares, and for each image in which share of its captions they are [images, words]. */
function countWords(captions: DetectorLesson['captions']): { words: DetectedWords; targets: Matrix } {
  const { words, shares } = captionShares(
    captions.map((ofImage) => ofImage.map(tokenise)),
    (images) => images >= leastImages,
    (one, other) => (one < other ? -1 : 1),
  );
  const means = shares.mean('column');
  return { words: words.map((word, at) => [word, Math.min(1, means[at])]), targets: shares };
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
