import * as tf from '@tensorflow/tfjs-core';
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
const leastLength = 1e-6;
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
 * @returns nothing where no word is in enough of the images
 */
export function fitDetectors({ meanGrids, captions }: DetectorLesson): WordDetectors | undefined {
  const images = meanGrids.length;
  const { words, targets } = countWords(captions);
  if (words.length === 0) return undefined;
  const weights = tf.tidy(() => {
    const { mean, deviation, vectors } = measure(meanGrids);
    const centred = toTensor(targets.subRowVector(words.map(([, share]) => share)));
    const kernel = regress(vectors, centred);
    const deviations = words.map(([, share]) => Math.sqrt(Math.max(1 / images, share * (1 - share))));
    const inMeasure = tf.div<tf.Tensor2D>(kernel, tf.tensor1d(deviations));
    const said = tf.matMul(vectors, inMeasure);
    const along = principal(toMatrix(tf.matMul(said, said, true)));
    return {
      mean: mean.dataSync<'float32'>(),
      deviation: deviation.dataSync<'float32'>(),
      projection: tf.matMul(inMeasure, toTensor(along)).dataSync<'float32'>(),
      kernel: Float32Array.from(along.transpose().mulRowVector(deviations).to1DArray()),
    };
  });
  return new WordDetectors(words, weights);
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
function measure(meanGrids: DetectorLesson['meanGrids']): {
  mean: tf.Tensor;
  deviation: tf.Tensor;
  vectors: tf.Tensor2D;
} {
  const grids = tf.stack(meanGrids.map((grid) => tf.tensor1d(grid))) as tf.Tensor2D;
  const { mean, variance } = tf.moments(grids, 0);
  const deviation = tf.sqrt(tf.add(variance, leastVariance));
  const measured = tf.div<tf.Tensor2D>(tf.sub(grids, mean), deviation);
  const lengths = tf.maximum(tf.norm(measured, 'euclidean', 1, true), leastLength);
  return { mean, deviation, vectors: tf.div(measured, lengths) };
}

/** Ridge regression [D, targets]; with as many unknowns as there are channels or images, whichever are fewer. */
function regress(vectors: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor2D {
  const [images, channels] = vectors.shape;
  if (images < channels) {
    const weights = solve(tf.matMul(vectors, vectors, false, true), targets);
    return tf.matMul(vectors, weights, true);
  }
  return solve(tf.matMul(vectors, vectors, true), tf.matMul(vectors, targets, true));
}

function solve(products: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  const half = toMatrix(products).mul(0.5);
  // What is rounded in two ways is as good as the same, but not to those who ask for symmetry.
  const symmetric = Matrix.add(half, half.transpose());
  const penalised = symmetric.add(Matrix.eye(symmetric.rows, symmetric.rows, penalty));
  return toTensor(new CholeskyDecomposition(penalised).solve(toMatrix(right)));
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

function toMatrix(tensor: tf.Tensor2D): Matrix {
  const [rows, columns] = tensor.shape;
  return Matrix.from1DArray(rows, columns, tensor.dataSync<'float32'>());
}

function toTensor(matrix: Matrix): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(matrix.to1DArray()), [matrix.rows, matrix.columns]);
}
