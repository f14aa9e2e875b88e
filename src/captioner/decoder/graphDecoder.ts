import type * as tf from '@tensorflow/tfjs-core';
import type { GraphArray, GraphRuntime, GraphSession } from '../computing/graphRuntime';
import { newGraph } from '../computing/newGraph';
import type { OnnxGraph, GraphValue } from '../computing/onnxGraph';
import type { Weights } from '../computing/operations';
import { firstChannels } from '../encoder/annotationGrid';
import { evidenceOfGrids } from '../evidence/pieceEvidence';
import type { CaptionDecoder, CaptionState, ImagesInMemory } from './captionDecoder';
import type { Decoder } from './decoder';
import { rememberGrids } from './memory';
import type { DecoderParameters } from './parameters';
import type { DecoderShape } from './shape';
import { writingStep } from './step';
import { writingWeights } from './writingWeights';
import { WritingMemory, type StepValues } from './writingMemory';

/** The decoder as graphs: it writes what `Decoder` writes, and cannot learn. */
export class GraphDecoder implements CaptionDecoder {
  readonly shape: DecoderShape;
  private readonly evidencePieces: readonly number[] | undefined;
  /** Of a grid, those that it reads. */
  private readonly channels: number;
  private readonly memory: GraphSession;
  private readonly step: GraphSession;

  /** @param decoder whose weights are taken over; it stays the caller's @throws Error if the runtime cannot compute it */
  constructor(decoder: Decoder, runtime: GraphRuntime) {
    this.shape = decoder.shape;
    this.evidencePieces = decoder.evidence?.pieces;
    this.channels = channelsRead(decoder);
    this.memory = runtime.open(memoryGraph(decoder, runtime));
    try {
      this.step = runtime.open(stepGraph(decoder, runtime));
    } catch (error) {
      this.memory.release();
      throw error;
    }
  }

  get hasEvidence(): boolean {
    return this.evidencePieces !== undefined;
  }

  remember(grids: tf.Tensor3D): ImagesInMemory {
    const { hidden, annotation, attention } = this.shape;
    const [images, locations] = grids.shape;
    const read = firstChannels(grids, this.channels);
    const made = this.memory.run({ grids: { data: read.dataSync<'float32'>(), sizes: read.shape } });
    read.dispose();
    const memory: Record<string, GraphArray> = { imageGates: { data: made.imageGates, sizes: [images, 4 * hidden] } };
    if (this.shape.attends) {
      memory.annotations = { data: made.annotations, sizes: [images, locations, annotation] };
      memory.keys = { data: made.keys, sizes: [images, locations, attention] };
    }
    const evidence = this.evidencePieces && spread(made.evidence, this.evidencePieces, images, this.shape.vocabulary);
    return new WritingMemory(
      images,
      made.start,
      evidence,
      (...step) => this.compute(memory, ...step),
      () => undefined,
    );
  }

  dispose(): void {
    this.memory.release();
    this.step.release();
  }

  private compute(
    memory: Readonly<Record<string, GraphArray>>,
    { hidden, cell }: CaptionState,
    pieces: Int32Array,
    evidence: Float32Array | undefined,
  ): StepValues {
    const rows = pieces.length;
    const sizes = [rows, this.shape.hidden];
    const made = this.step.run({
      ...memory,
      pieces: { data: pieces, sizes: [rows] },
      hidden: { data: hidden, sizes },
      cell: { data: cell, sizes },
      ...(evidence && { evidence: { data: evidence, sizes: [rows, this.shape.vocabulary] } }),
    });
    return {
      logProbabilities: made.logProbabilities,
      attention: this.shape.attends ? made.attention : new Float32Array(),
      hidden: made.nextHidden,
      cell: made.nextCell,
    };
  }
}

function channelsRead({ shape, evidence }: Decoder): number {
  return evidence?.channels ?? shape.gridChannels;
}

/** grids [images, locations, channels] → what `rememberGrids` makes of the first D, and the evidence of its pieces [images, pieces]. */
function memoryGraph(decoder: Decoder, runtime: GraphRuntime): Uint8Array {
  const { shape, parameters, evidence } = decoder;
  const graph = newGraph(runtime);
  const output = (name: string, value: GraphValue, ...sizes: (number | string)[]): void =>
    graph.output({ name, type: 'float32', sizes: ['images', ...sizes] }, value);
  const channels = channelsRead(decoder);
  const grids = graph.input({ name: 'grids', type: 'float32', sizes: ['images', 'locations', channels] });
  const others = channels - shape.gridChannels;
  const [annotations] = others > 0 ? graph.split(grids, [shape.gridChannels, others], 2) : [grids];
  const memory = rememberGrids(graph, weightsIn(graph, parameters, shape), shape, annotations);
  output('start', memory.start, 2 * shape.hidden);
  output('imageGates', memory.imageGates, 4 * shape.hidden);
  if (memory.attention) {
    output('annotations', memory.attention.annotations, 'locations', shape.annotation);
    output('keys', memory.attention.keys, 'locations', shape.attention);
  }
  if (evidence)
    output('evidence', evidenceOfGrids(graph, graph.weights(evidence.weights), grids), evidence.pieces.length);
  return graph.encode();
}

/** One `writingStep`. */
function stepGraph({ shape, parameters, evidence }: Decoder, runtime: GraphRuntime): Uint8Array {
  const graph = newGraph(runtime);
  const input = (name: string, ...sizes: (number | string)[]): GraphValue =>
    graph.input({ name, type: 'float32', sizes });
  const attention = shape.attends && {
    annotations: input('annotations', 'images', 'locations', shape.annotation),
    keys: input('keys', 'images', 'locations', shape.attention),
  };
  const memory = { imageGates: input('imageGates', 'images', 4 * shape.hidden), ...(attention && { attention }) };
  const state = { hidden: input('hidden', 'rows', shape.hidden), cell: input('cell', 'rows', shape.hidden) };
  const pieces = graph.input({ name: 'pieces', type: 'int32', sizes: ['rows'] });
  const spoken = evidence && input('evidence', 'rows', shape.vocabulary);
  const step = writingStep(graph, weightsIn(graph, parameters, shape), shape, memory, state, pieces, spoken);
  const output = (name: string, value: GraphValue, ...sizes: (number | string)[]): void =>
    graph.output({ name, type: 'float32', sizes }, value);
  output('logProbabilities', step.logProbabilities, 'rows', shape.vocabulary);
  output('nextHidden', step.hidden, 'rows', shape.hidden);
  output('nextCell', step.cell, 'rows', shape.hidden);
  if (step.attention) output('attention', step.attention, 'images', 'captions', 'locations');
  return graph.encode();
}

function weightsIn(graph: OnnxGraph, parameters: DecoderParameters, shape: DecoderShape): Weights<GraphValue> {
  const weights = graph.weights(parameters);
  return { ...weights, ...writingWeights(graph, weights, shape) };
}

/** What is said of some pieces, nothing of the others [images][pieces] → [images][vocabulary]. */
function spread(ofPieces: Float32Array, pieces: readonly number[], images: number, vocabulary: number): Float32Array {
  const all = new Float32Array(images * vocabulary);
  for (let image = 0; image < images; image++)
    pieces.forEach((piece, column) => (all[image * vocabulary + piece] = ofPieces[image * pieces.length + column]));
  return all;
}
