import type * as tf from '@tensorflow/tfjs-core';
import type { CaptionDecoder, CaptionState } from '../decoder/captionDecoder';
import { endPiece, startPiece } from '../vocabulary/vocabulary';

/** A caption that was drawn by chance, as likely as the decoder thinks it is. */
export interface SampledCaption {
  /** Without `<start>` and `<end>`. */
  pieces: number[];
  /** False where it was cut at the most pieces. */
  ended: boolean;
}

/**
 * Draws captions of some images piece by piece.
 * @param grids annotation grids [images, locations, D]
 * @param captions how many of each image
 * @param random gives numbers from 0 to 1
 * @returns the captions of each image
 */
export function sampleCaptions(
  decoder: CaptionDecoder,
  grids: tf.Tensor3D,
  { captions, maxPieces, random }: { captions: number; maxPieces: number; random: () => number },
): SampledCaption[][] {
  const rows = grids.shape[0] * captions;
  const sampled = Array.from({ length: rows }, (): SampledCaption => ({ pieces: [], ended: false }));
  const memory = decoder.remember(grids);
  let state: CaptionState = memory.start(captions);
  let pieces = new Int32Array(rows).fill(startPiece);
  try {
    for (let step = 0; step <= maxPieces && sampled.some(({ ended }) => !ended); step++) {
      const next = memory.next(state, pieces);
      state = next.state;
      const vocabulary = next.logProbabilities.length / rows;
      pieces = new Int32Array(rows).fill(endPiece);
      for (const [row, caption] of sampled.entries()) {
        if (caption.ended) continue;
        const piece = draw(next.logProbabilities.subarray(row * vocabulary, (row + 1) * vocabulary), random());
        if (piece === endPiece) caption.ended = true;
        else if (step < maxPieces) caption.pieces.push((pieces[row] = piece));
      }
    }
  } finally {
    memory.dispose();
  }
  return Array.from({ length: grids.shape[0] }, (_, image) => sampled.slice(image * captions, (image + 1) * captions));
}

/** The piece at which the probabilities, summed up, pass `share`. */
function draw(logProbabilities: Float32Array, share: number): number {
  let sum = 0;
  for (let piece = 0; piece < logProbabilities.length; piece++) {
    sum += Math.exp(logProbabilities[piece]);
    if (sum > share) return piece;
  }
  return logProbabilities.indexOf(Math.max(...logProbabilities));
}
