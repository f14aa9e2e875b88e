import * as tf from '@tensorflow/tfjs-core';
import type { GraphRuntime, GraphSession } from '../computing/graphRuntime';
import { newGraph } from '../computing/newGraph';
import type { Encoder } from './encoder';
import type { ImageEncoder } from './imageEncoder';
import { withColours } from './annotationGrid';
import { headChannels } from './efficientNetLite';
import { runNetwork } from './network';

/** The encoder as a graph: it computes what `Encoder` computes, and cannot learn. */
export class GraphEncoder implements ImageEncoder {
  readonly imageSize: number;
  readonly grid: ImageEncoder['grid'];
  private readonly session: GraphSession;

  /** @param encoder whose weights are taken over; it stays the caller's @throws Error if the runtime cannot compute it */
  constructor({ architecture, parameters, imageSize, grid, activations }: Encoder, runtime: GraphRuntime) {
    this.imageSize = imageSize;
    this.grid = grid;
    const graph = newGraph(runtime, activations);
    const sizes = ['batch', imageSize, imageSize, 3];
    const images = graph.input({ name: 'images', type: 'float32', sizes });
    const grids = runNetwork(graph, graph.weights(parameters), architecture, images);
    graph.output({ name: 'grids', type: 'float32', sizes: ['batch', grid.height * grid.width, headChannels] }, grids);
    this.session = runtime.open(graph.encode());
  }

  encode(images: tf.Tensor4D): tf.Tensor3D {
    const { height, width } = this.grid;
    const { grids } = this.session.run({ images: { data: images.dataSync<'float32'>(), sizes: images.shape } });
    return withColours(tf.tensor3d(grids, [images.shape[0], height * width, headChannels]), images, height);
  }

  dispose(): void {
    this.session.release();
  }
}
