import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../decoder/decoder';
import type { DecoderMemory } from '../decoder/memory';
import { startPiece } from '../vocabulary/vocabulary';

/** What the decoder says after some pieces, and where it goes on from there. */
export interface Step {
  /** Of each next piece, in nats [vocabulary]. */
  readonly logProbabilities: Float32Array;
  /** The state of the LSTM [H] each, kept outside of TensorFlow so that nobody has to dispose of a thousand of them. */
  readonly hidden: Float32Array;
  readonly cell: Float32Array;
  /** By the next piece. */
  readonly following: Map<number, Step>;
}

/** About 15 kB a step: 60 MB at most. */
const mostSteps = 4_000;

/**
 * The decoder's steps for one image, each made once: what was forced or proposed before is there when another character
 * is typed.
 */
export class StepCache {
  private first: Step | undefined;
  private steps = 0;

  /** @param memory of one image; the caller disposes of it, once this cache is not used any more */
  constructor(
    private readonly decoder: Decoder,
    private readonly memory: DecoderMemory,
  ) {}

  /** What the decoder says at the beginning of a caption. Forgets the steps when there are too many. */
  start(): Step {
    if (!this.first || this.steps > mostSteps) {
      const { hidden, cell } = this.decoder.start(this.memory, 1);
      this.steps = 0;
      [this.first] = this.compute(hidden, cell, Int32Array.of(startPiece));
    }
    return this.first;
  }

  /** Goes on from some steps with a piece each, those that are not known yet together. */
  follow(wanted: readonly { step: Step; piece: number }[]): Step[] {
    const unknown = wanted.filter(({ step, piece }) => !step.following.has(piece));
    if (unknown.length > 0) {
      const stack = (rows: readonly Float32Array[]): tf.Tensor2D => {
        const size = rows[0].length;
        const values = new Float32Array(rows.length * size);
        rows.forEach((row, at) => values.set(row, at * size));
        return tf.tensor2d(values, [rows.length, size]);
      };
      const made = this.compute(
        stack(unknown.map(({ step }) => step.hidden)),
        stack(unknown.map(({ step }) => step.cell)),
        Int32Array.from(unknown, ({ piece }) => piece),
      );
      unknown.forEach(({ step, piece }, row) => step.following.set(piece, made[row]));
    }
    return wanted.flatMap(({ step, piece }) => step.following.get(piece) ?? []);
  }

  private compute(hidden: tf.Tensor2D, cell: tf.Tensor2D, pieces: Int32Array): Step[] {
    const { logProbabilities, state } = this.decoder.next(this.memory, { hidden, cell }, pieces);
    try {
      const rows = pieces.length;
      const hiddenValues = Float32Array.from(state.hidden.dataSync());
      const cellValues = Float32Array.from(state.cell.dataSync());
      const row = (values: Float32Array, at: number): Float32Array =>
        values.slice((at * values.length) / rows, ((at + 1) * values.length) / rows);
      this.steps += rows;
      return Array.from({ length: rows }, (_, at) => ({
        logProbabilities: row(logProbabilities, at),
        hidden: row(hiddenValues, at),
        cell: row(cellValues, at),
        following: new Map<number, Step>(),
      }));
    } finally {
      tf.dispose(state);
    }
  }
}
