import * as tf from '@tensorflow/tfjs-core';
import type { PieceEvidence } from '../evidence/pieceEvidence';
import { remember, type DecoderMemory } from './memory';
import { assertParametersFit, type DecoderParameters } from './parameters';
import { pieceLogits } from './pieceLoss';
import type { DecoderShape } from './shape';
import { decoderStep, repeatRows, startState, type DecoderState } from './step';

/** What the decoder says about the next piece of each caption. */
export interface NextPieces {
  /** [images · captions][vocabulary], row after row. */
  logProbabilities: Float32Array;
  /** Attention weights [images · captions][locations], row after row; empty without attention. */
  attention: Float32Array;
  state: DecoderState;
}

/** What one step makes. */
type Advanced = { logProbabilities: tf.Tensor; weights: tf.Tensor; advanced: DecoderState };

/** The decoder as it is used to write captions: one piece after another, fed back by the caller. */
export class Decoder {
  /** Takes ownership of `parameters` and `evidence`. @throws Error if they do not fit the shape. */
  constructor(
    readonly shape: DecoderShape,
    readonly parameters: DecoderParameters,
    readonly evidence?: PieceEvidence,
  ) {
    assertParametersFit(parameters, shape);
    evidence?.assertFits(shape);
  }

  /**
   * Reads annotation grids into memory; the caller disposes of it with `tf.dispose`.
   * @param grids [images, locations, D]
   */
  remember(grids: tf.Tensor3D): DecoderMemory {
    return tf.tidy(() => {
      const { memory } = remember(this.parameters, this.shape, grids);
      return { ...memory, evidence: this.evidence?.speakFor(grids) };
    });
  }

  /** The state before the first piece of `captions` captions of each image. */
  start(memory: DecoderMemory, captions: number): DecoderState {
    return tf.tidy(() => startState(memory, this.shape, captions));
  }

  /**
   * Feeds each caption its last piece. Disposes of `state`; the caller disposes of the new one.
   * @param pieces [images · captions]
   * @param parents where given, the caption (row of `state`) that each row goes on from
   */
  next(memory: DecoderMemory, state: DecoderState, pieces: Int32Array, parents?: Int32Array): NextPieces {
    const { logProbabilities, weights, advanced } = tf.tidy((): Advanced => {
      const from = parents ? selectRows(state, parents) : state;
      const embedded = tf.gather(this.parameters.embedding as tf.Tensor2D, tf.tensor1d(pieces, 'int32'));
      const fromPiece = tf.matMul(embedded, this.parameters['lstm/fromPiece'] as tf.Tensor2D);
      const fromImage = repeatRows(memory.imageGates, pieces.length / memory.imageGates.shape[0]);
      const step = decoderStep(this.parameters, this.shape, memory, from, tf.add(fromPiece, fromImage));
      const output = step.attention
        ? tf.concat2d([step.lstm.hidden, step.attention.gatedContext], 1)
        : step.lstm.hidden;
      const { logits } = pieceLogits(this.parameters, output);
      const evidence = from.evidence && withoutSaid(from.evidence, pieces);
      return {
        logProbabilities: tf.logSoftmax(evidence ? tf.add(logits, evidence) : logits),
        weights: step.attention?.look.weights ?? tf.tensor1d([]),
        advanced: { hidden: step.lstm.hidden, cell: step.lstm.cell, evidence },
      };
    });
    const values = {
      logProbabilities: Float32Array.from(logProbabilities.dataSync()),
      attention: Float32Array.from(weights.dataSync()),
    };
    tf.dispose([logProbabilities, weights, state]);
    return { ...values, state: advanced };
  }

  dispose(): void {
    tf.dispose(this.parameters);
    this.evidence?.dispose();
  }
}

function selectRows(state: DecoderState, rows: Int32Array): DecoderState {
  const indices = tf.tensor1d(rows, 'int32');
  return {
    hidden: tf.gather(state.hidden, indices),
    cell: tf.gather(state.cell, indices),
    evidence: state.evidence && tf.gather(state.evidence, indices),
  };
}

/** The evidence that is left once each row has said a piece. */
function withoutSaid(evidence: tf.Tensor2D, pieces: Int32Array): tf.Tensor2D {
  const said = tf.cast(tf.oneHot(tf.tensor1d(pieces, 'int32'), evidence.shape[1]), 'float32');
  return tf.mul(evidence, tf.sub(1, said));
}
