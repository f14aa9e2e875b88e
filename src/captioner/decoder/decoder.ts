import * as tf from '@tensorflow/tfjs-core';
import { tensorFlow } from '../computing/tensorFlow';
import { firstChannels } from '../encoder/annotationGrid';
import type { PieceEvidence } from '../evidence/pieceEvidence';
import type { CaptionDecoder, CaptionState, ImagesInMemory } from './captionDecoder';
import { KeptWeights } from './keptWeights';
import { rememberGrids, type DecoderMemory } from './memory';
import { assertParametersFit, type DecoderParameters } from './parameters';
import type { DecoderShape } from './shape';
import { writingStep } from './step';
import { WritingMemory, type StepValues } from './writingMemory';

/** The decoder in TensorFlow.js: its weights may learn, and it writes captions with whatever backend there is. */
export class Decoder implements CaptionDecoder {
  private readonly kept: KeptWeights;

  /** Takes ownership of `parameters` and `evidence`. @throws Error if they do not fit the shape. */
  constructor(
    readonly shape: DecoderShape,
    readonly parameters: DecoderParameters,
    readonly evidence?: PieceEvidence,
  ) {
    assertParametersFit(parameters, shape);
    evidence?.assertFits(shape);
    this.kept = new KeptWeights(parameters, shape);
  }

  get hasEvidence(): boolean {
    return this.evidence !== undefined;
  }

  remember(grids: tf.Tensor3D): ImagesInMemory {
    const { weights, free } = this.kept.use();
    const memory = tf.tidy(() =>
      rememberGrids<tf.Tensor>(tensorFlow, weights, this.shape, firstChannels(grids, this.shape.gridChannels)),
    );
    const spoken = this.evidence?.speakFor(grids);
    const evidence = spoken?.dataSync<'float32'>();
    spoken?.dispose();
    return new WritingMemory(
      grids.shape[0],
      memory.start.dataSync<'float32'>(),
      evidence,
      (...step) => this.step(weights, memory, ...step),
      () => {
        tf.dispose(memory);
        free();
      },
    );
  }

  /** Of somebody whose weights these are not, instead of `dispose`: frees what was made to write with. */
  forget(): void {
    this.kept.forget();
  }

  dispose(): void {
    this.forget();
    tf.dispose(this.parameters);
    this.evidence?.dispose();
  }

  private step(
    weights: DecoderParameters,
    memory: DecoderMemory,
    { hidden, cell }: CaptionState,
    pieces: Int32Array,
    evidence: Float32Array | undefined,
  ): StepValues {
    const rows = pieces.length;
    const { attention, ...made } = tf.tidy(() =>
      writingStep<tf.Tensor>(
        tensorFlow,
        weights,
        this.shape,
        memory,
        { hidden: tf.tensor2d(hidden, [rows, this.shape.hidden]), cell: tf.tensor2d(cell, [rows, this.shape.hidden]) },
        tf.tensor1d(pieces, 'int32'),
        evidence && tf.tensor2d(evidence, [rows, this.shape.vocabulary]),
      ),
    );
    const values = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>();
    const step = {
      logProbabilities: values(made.logProbabilities),
      attention: attention ? values(attention) : new Float32Array(),
      hidden: values(made.hidden),
      cell: values(made.cell),
    };
    tf.dispose([made, attention ?? []]);
    return step;
  }
}
