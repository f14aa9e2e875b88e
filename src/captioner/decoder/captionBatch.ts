import type * as tf from '@tensorflow/tfjs-core';
import type { ProjectedGrids } from './memory';
import { endPiece, startPiece } from '../vocabulary/vocabulary';

/** Some images with the same number of captions each, as teacher forcing feeds them. Arrays are time-major. */
export interface CaptionBatch {
  /** [images, locations, D] */
  grids: tf.Tensor3D;
  captions: number;
  steps: number;
  /** The piece fed at each step [steps · images · captions]. */
  inputs: Int32Array;
  /** The piece expected after it [steps · images · captions]. */
  targets: Int32Array;
  /** How many steps of each caption count, `<end>` included; 0 for a caption that an image lacks. */
  lengths: Int32Array;
  /**
   * How much each caption counts [images · captions]; negative for one to be unlearned. Where not given, each counts 1.
   */
  weights?: Float32Array;
  /**
   * Where `grids` are annotations already [images, locations, P], what else the projections made of the grids: computed once
   * for a training that leaves them as they are. These then get no gradient.
   */
  projected?: Pick<ProjectedGrids, 'image' | 'keys'>;
  /** What each image itself speaks for, where that was learned [images, vocabulary]: see `PieceEvidence`. */
  evidence?: tf.Tensor2D;
  /** What a teacher says of some places, instead of the piece that is expected there alone. */
  taught?: TaughtPieces;
}

/** The probabilities of a teacher at some places of a batch. */
export interface TaughtPieces {
  /** Places in [steps · images · captions]; all of them count. */
  places: Int32Array;
  /** [places, vocabulary]; a row sums to 1. */
  probabilities: tf.Tensor2D;
}

/** A batch but for the images. */
export type CaptionLayout = Omit<CaptionBatch, 'grids' | 'projected' | 'evidence' | 'taught'>;

/**
 * Lays captions out for teacher forcing: `<start> w1 … wn` is fed, `w1 … wn <end>` expected. Longer captions are cut
 * (and then have no `<end>`).
 * @param captions the captions of each image, as pieces; images with fewer than the longest list are filled up
 * @throws Error if there is no caption at all
 */
export function layOutCaptions(captions: readonly (readonly (readonly number[])[])[], maxSteps: number): CaptionLayout {
  const perImage = Math.max(...captions.map((list) => list.length));
  if (perImage <= 0) throw new Error('A batch needs at least one caption.');
  const rows = captions.length * perImage;
  const longest = Math.max(...captions.flatMap((list) => list.map((pieces) => pieces.length + 1)));
  const steps = Math.min(maxSteps, longest);
  const inputs = new Int32Array(steps * rows).fill(endPiece);
  const targets = new Int32Array(steps * rows).fill(endPiece);
  const lengths = new Int32Array(rows);
  captions.forEach((list, image) =>
    list.forEach((pieces, which) => {
      const row = image * perImage + which;
      lengths[row] = Math.min(steps, pieces.length + 1);
      for (let step = 0; step < lengths[row]; step++) {
        inputs[step * rows + row] = step === 0 ? startPiece : pieces[step - 1];
        targets[step * rows + row] = step < pieces.length ? pieces[step] : endPiece;
      }
    }),
  );
  return { captions: perImage, steps, inputs, targets, lengths };
}
