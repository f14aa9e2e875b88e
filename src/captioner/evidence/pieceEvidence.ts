import * as tf from '@tensorflow/tfjs-core';
import type { DecoderShape } from '../decoder/shape';
import type { Operations, Weights } from '../computing/operations';
import { tensorFlow } from '../computing/tensorFlow';
import { firstChannels } from '../encoder/annotationGrid';
import { evidenceWeightShapes, type EvidenceWeights } from './evidenceWeights';
import { vectorsOfGrids } from './imageVectors';

/** Nats: nothing is made more than some fifty times as likely, or unlikely. */
export const mostEvidence = 4;

/** No vector is longer; nothing is cut off by it. */
const largestLength = 3e38;

/**
 * How much the image itself speaks for words, beside what the decoder says: the decoder looks with what it has learned of other
 * images, and a few captions of a new domain hardly change that, where a linear classifier of the grids needs no more than a few.
 * What it says is added to the logits of a word until that word was said.
 */
export class PieceEvidence {
  /** For each piece of the vocabulary its column in what is computed, behind the last one for none. */
  private readonly columns: Int32Array;

  /**
   * Takes ownership of the weights.
   * @param pieces that it speaks for
   * @param weights of C = 2D channels (see `imageVectors`): mean [C], deviation [C], kernel [C, pieces], bias [pieces]
   * @param vocabulary how many pieces there are
   * @throws Error if the weights do not fit each other
   */
  constructor(
    readonly pieces: readonly number[],
    readonly weights: EvidenceWeights,
    readonly vocabulary: number,
  ) {
    const [channels] = weights.mean.shape;
    for (const [name, shape] of Object.entries(evidenceWeightShapes(channels, pieces.length))) {
      const found = weights[name as keyof EvidenceWeights].shape;
      if (!tf.util.arraysEqual(found, shape))
        throw new Error(`The evidence's weight "${name}" has shape [${found.join(', ')}], not [${shape.join(', ')}].`);
    }
    const beyond = pieces.find((piece) => piece >= vocabulary);
    if (beyond !== undefined)
      throw new Error(`The evidence speaks for piece ${beyond} of a vocabulary of ${vocabulary}.`);
    this.columns = new Int32Array(vocabulary).fill(pieces.length);
    pieces.forEach((piece, column) => (this.columns[piece] = column));
  }

  /** Of a grid so many are looked at: the decoder's, and colours where they were learned. */
  get channels(): number {
    return this.weights.mean.shape[0] / 2;
  }

  /** @throws Error if it was not made for such grids and such a vocabulary */
  assertFits({ gridChannels, vocabulary }: DecoderShape): void {
    const { channels } = this;
    if (channels < gridChannels) throw new Error(`The evidence looks at ${channels} channels, not ${gridChannels}.`);
    if (this.vocabulary !== vocabulary)
      throw new Error(`The evidence is made for ${this.vocabulary} pieces, not ${vocabulary}.`);
  }

  /**
   * @param grids annotation grids [images, locations, channels or more]
   * @returns what is added to the logits of each piece, in nats [images, vocabulary]; the caller disposes of it
   */
  speakFor(grids: tf.Tensor3D): tf.Tensor2D {
    return tf.tidy(() => this.spread(this.ofPieces(grids)));
  }

  /** The same of its pieces alone [images, pieces]. */
  ofPieces(grids: tf.Tensor3D): tf.Tensor2D {
    return tf.tidy(() => {
      const read = firstChannels(grids, this.channels);
      return evidenceOfGrids<tf.Tensor>(tensorFlow, this.weights, read) as tf.Tensor2D;
    });
  }

  /** [images, pieces] → [images, vocabulary] */
  spread(ofPieces: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => {
      const withNone = tf.concat([ofPieces, tf.zeros([ofPieces.shape[0], 1])], 1);
      return tf.gather(withNone, tf.tensor1d(this.columns, 'int32'), 1) as tf.Tensor2D;
    });
  }

  /** The same, so many times as loud; the caller disposes of both. */
  times(factor: number): PieceEvidence {
    const { mean, deviation, kernel, bias } = this.weights;
    const louder = { kernel: tf.mul(kernel, factor), bias: tf.mul(bias, factor) };
    return new PieceEvidence(
      this.pieces,
      { mean: tf.clone(mean), deviation: tf.clone(deviation), ...louder },
      this.vocabulary,
    );
  }

  dispose(): void {
    tf.dispose(this.weights);
  }
}

/** Vectors [images, C] with each channel in its own measure, all of length 1. */
export function normalise(vectors: tf.Tensor2D, mean: tf.Tensor, deviation: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() => inOwnMeasure<tf.Tensor>(tensorFlow, vectors, mean, deviation) as tf.Tensor2D);
}

/** Does what {@link normalise} does. */
function inOwnMeasure<Value>(operations: Operations<Value>, vectors: Value, mean: Value, deviation: Value): Value {
  const measured = operations.divide(operations.subtract(vectors, mean), deviation);
  return operations.divide(measured, operations.clip(operations.length(measured), 1e-6, largestLength));
}

/**
 * What images speak for, in nats.
 * @param weights by the names of {@link EvidenceWeights}
 * @param grids annotation grids [images, locations, D]
 * @returns [images, pieces]
 */
export function evidenceOfGrids<Value>(operations: Operations<Value>, weights: Weights<Value>, grids: Value): Value {
  const { mean, deviation, kernel, bias } = weights;
  const vectors = inOwnMeasure(operations, vectorsOfGrids(operations, grids), mean, deviation);
  return operations.clip(operations.linear(vectors, kernel, bias), -mostEvidence, mostEvidence);
}

/**
 * What still speaks for pieces after some were said: for those nothing.
 * @param evidence [images, vocabulary]
 * @param rows for each row its image, and what was said in it
 * @returns [rows, vocabulary]; the caller disposes of it
 */
export function unsaidEvidence(
  evidence: tf.Tensor2D,
  rows: readonly { image: number; said: Iterable<number> }[],
): tf.Tensor2D {
  const vocabulary = evidence.shape[1];
  const unsaid = new Float32Array(rows.length * vocabulary).fill(1);
  rows.forEach(({ said }, row) => {
    for (const piece of said) unsaid[row * vocabulary + piece] = 0;
  });
  return tf.tidy(() => {
    const ofRows = tf.gather(evidence, tf.tensor1d(Int32Array.from(rows, ({ image }) => image)));
    return tf.mul(ofRows, tf.tensor2d(unsaid, [rows.length, vocabulary])) as tf.Tensor2D;
  });
}
