import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { captionShares } from './captionShares';
import { measureOfChannels } from './imageVectors';
import { mostEvidence, normalise, PieceEvidence } from './pieceEvidence';
import { fitRidge, interceptKernel, type RidgeFit } from './ridge';

/** A piece in fewer images, or missing in fewer, tells nothing of what they show. */
const leastImages = 2;
/** So many images more with the word, and as many without it: what a few have in common is not believed at once. */
const doubted = 4;
const penalties = [0.3, 1, 3, 10];
const scales = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3];
/** What does best for all words counts beside what does best for one as so many words do: few images tell of one by chance. */
const drawn = 2;

export interface TaughtImages {
  /** See `imageVectors` [images, C]; they stay the caller's. */
  vectors: tf.Tensor2D;
  /** For each image its captions, each as the pieces that are words. */
  words: readonly (readonly (readonly number[])[])[];
  /** Pieces in all. */
  vocabulary: number;
}

export interface FittedEvidence {
  evidence: PieceEvidence;
  /** What is said of each of the images by what all others taught: of them it would say too much itself [images][pieces]. */
  leftOut: Float32Array[];
}

/**
 * Learns which images speak for which words, by ridge regression from the images to whether their captions have the word. What a
 * regression says becomes log odds as in linear discriminant analysis (Hastie, Tibshirani and Friedman 2009, section 4.3), with as much
 * trust in each word as it has earned: see `choose`.
 * @returns undefined where these images tell nothing of each other's words; the caller disposes of the evidence
 */
export async function fitEvidence(
  { vectors, words, vocabulary }: TaughtImages,
  betweenSteps?: () => Promise<void>,
): Promise<FittedEvidence | undefined> {
  const { pieces, targets } = countWords(words);
  if (pieces.length === 0) return undefined;
  const images = words.length;
  const { mean, variance } = tf.moments(vectors, 0);
  const deviation = measureOfChannels(variance as tf.Tensor1D);
  const measured = normalise(vectors, mean, deviation);
  const products = tf.tidy(() => tf.matMul(measured, measured, false, true));
  try {
    const values = products.dataSync();
    // Training says so, in the words that belong there.
    if (!values.every((value) => Number.isFinite(value))) return undefined;
    const half = Matrix.from1DArray(images, images, values).mul(0.5);
    // What is rounded in two ways is as good as the same, but not to those who ask for symmetry.
    const kernel = Matrix.add(half, half.transpose());
    const shares = pieces.map((_, at) => (sum(targets.getColumn(at)) + 1) / (images + 2));
    const best = await choose(kernel, targets, shares, betweenSteps);
    if (!best) return undefined;
    const believed = pieces.flatMap((_, at) => (best.gains[at] > 0 ? [at] : []));
    const gains = believed.map((at) => best.gains[at]);
    const said = believed.map((at) => shares[at]);
    const weights = best.fit.weights.subMatrixColumn(believed).mulRowVector(gains);
    const bias = gains.map((gain, at) => interceptKernel * sum(weights.getColumn(at)) - gain * said[at]);
    const ofWords = tf.tensor2d(weights.to2DArray());
    const learned = {
      mean: tf.clone(mean),
      deviation: tf.clone(deviation),
      kernel: tf.matMul(measured, ofWords, true),
      bias: tf.tensor1d(bias),
    };
    ofWords.dispose();
    const leftOut = best.fit.leftOut.subMatrixColumn(believed).subRowVector(said).mulRowVector(gains);
    const rows = leftOut.to2DArray().map((row) => Float32Array.from(row, within));
    const spoken = believed.map((at) => pieces[at]);
    return { evidence: new PieceEvidence(spoken, learned, vocabulary), leftOut: rows };
  } finally {
    tf.dispose([mean, variance, deviation, measured, products]);
  }
}

/** The pieces that can be told, and for each image in which share of its captions they are [images, pieces]. */
function countWords(words: TaughtImages['words']): { pieces: number[]; targets: Matrix } {
  const canBeTold = (images: number): boolean => images >= leastImages && images <= words.length - leastImages;
  const { words: pieces, shares: targets } = captionShares(words, canBeTold, (one, other) => one - other);
  return { pieces, targets };
}

/**
 * The regression with which the images' words are likeliest by what all other images say, and how much each word's log odds change
 * with it: as much as does best for the word itself, drawn to what does best for all.
 */
async function choose(
  kernel: Matrix,
  targets: Matrix,
  shares: readonly number[],
  betweenSteps?: () => Promise<void>,
): Promise<{ fit: RidgeFit; gains: number[] } | undefined> {
  let best: { fit: RidgeFit; gains: number[] } | undefined;
  let lowest = Infinity;
  for (const penalty of penalties) {
    const fit = await fitRidge(kernel, targets, penalty, betweenSteps);
    const beyond = fit.leftOut.clone().subRowVector([...shares]);
    const losses: number[][] = [];
    for (const scale of scales) {
      await betweenSteps?.();
      const gains = shares.map((share) => scale * gainOf(share, targets.rows));
      losses.push(lossOfWords(beyond.clone().mulRowVector(gains), targets, shares));
    }
    const ofAll = losses.map((ofWords) => (drawn * sum(ofWords)) / shares.length);
    const chosen = shares.map((_, word) => indexOfLowest(losses.map((ofWords, at) => ofWords[word] + ofAll[at])));
    const loss = sum(chosen.map((at, word) => losses[at][word] + ofAll[at]));
    if (loss >= lowest) continue;
    lowest = loss;
    best = { fit, gains: shares.map((share, word) => scales[chosen[word]] * gainOf(share, targets.rows)) };
  }
  return best?.gains.some((gain) => gain > 0) ? best : undefined;
}

function indexOfLowest(values: readonly number[]): number {
  return values.indexOf(Math.min(...values));
}

/** How much the log odds of a word change with its predicted share. */
function gainOf(share: number, images: number): number {
  return 1 / (share * (1 - share) + doubted / images);
}

/** How unlikely it is which images have each word, in nats a word. */
function lossOfWords(evidence: Matrix, targets: Matrix, shares: readonly number[]): number[] {
  return shares.map((all, word) => {
    let loss = 0;
    for (let image = 0; image < targets.rows; image++) {
      const odds = Math.log(all / (1 - all)) + within(evidence.get(image, word));
      const share = targets.get(image, word);
      loss += share * Math.log1p(Math.exp(-odds)) + (1 - share) * Math.log1p(Math.exp(odds));
    }
    return loss;
  });
}

function within(evidence: number): number {
  return Math.max(-mostEvidence, Math.min(mostEvidence, evidence));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
