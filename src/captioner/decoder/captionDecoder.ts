import type * as tf from '@tensorflow/tfjs-core';
import type { DecoderShape } from './shape';

/** Where some captions stand, row after row; an image's captions are together. Plain numbers: nobody disposes of them. */
export interface CaptionState {
  /** The state of the LSTM [images · captions][H], as the cell's is. */
  hidden: Float32Array;
  cell: Float32Array;
  /** The pieces that each row was fed. */
  said: readonly (readonly number[])[];
}

/** What the decoder says about the next piece of each caption. */
export interface NextPieces {
  /** [images · captions][vocabulary], row after row. */
  logProbabilities: Float32Array;
  /** Attention weights [images · captions][locations], row after row; empty without attention. */
  attention: Float32Array;
  state: CaptionState;
}

/** Some images as a decoder reads them at every step. Whoever has it made disposes of it. */
export interface ImagesInMemory {
  /** The state before the first piece of `captions` captions of each image. */
  start(captions: number): CaptionState;
  /**
   * Feeds each caption its last piece.
   * @param pieces [images · captions]
   * @param parents where given, the caption (row of `state`) that each row goes on from
   */
  next(state: CaptionState, pieces: Int32Array, parents?: Int32Array): NextPieces;
  dispose(): void;
}

/** What writes captions, one piece after another, fed back by the caller; whatever computes it. */
export interface CaptionDecoder {
  readonly shape: DecoderShape;
  /** Whether images speak for words beside it: see `PieceEvidence`. */
  readonly hasEvidence: boolean;
  /** @param grids annotation grids [images, locations, D or more], of which D are read, and all by evidence; they stay the caller's */
  remember(grids: tf.Tensor3D): ImagesInMemory;
  dispose(): void;
}
