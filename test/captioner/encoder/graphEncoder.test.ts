import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { GraphRuntime } from '../../../src/captioner/computing/graphRuntime';
import { architectures, encoderWeightShapes } from '../../../src/captioner/encoder/efficientNetLite';
import { Encoder } from '../../../src/captioner/encoder/encoder';
import { GraphEncoder } from '../../../src/captioner/encoder/graphEncoder';
import { countingRuntime } from '../computing/countingRuntime';
import { onnxRuntimeHere } from '../computing/onnxRuntimeHere';
import { useBackend } from './backends';
import { importedEncoder } from './importedEncoder';
import { readPhotographs, readReference } from './reference';

describe('The encoder as a graph', function () {
  this.timeout(300_000);
  let runtime: GraphRuntime;
  before(async function () {
    const here = await onnxRuntimeHere();
    if (!here) return this.skip();
    runtime = here;
    await useBackend('wasm');
  });
  after(() => useBackend('cpu'));

  it('gives the grids that TensorFlow.js gives, of several photographs together', async () => {
    const encoder = await importedEncoder();
    const graph = new GraphEncoder(encoder, runtime);
    const photographs = await readPhotographs((await readReference()).images.map(({ name }) => name));
    const [grids, expected] = [graph.encode(photographs), encoder.encode(photographs)];
    assert.deepEqual(grids.shape, expected.shape);
    const values = expected.dataSync();
    const worst = grids
      .dataSync<'float32'>()
      .reduce((most, value, at) => Math.max(most, Math.abs(value - values[at])), 0);
    assert.ok(worst < 1e-3, `a value is off by ${worst}, of the 6 that they range over`);
    tf.dispose([photographs, grids, expected]);
    graph.dispose();
    encoder.dispose();
  });

  // Its grids have an odd and an even number of rows on the way, so that the padding of every stride is seen.
  it('pads as TensorFlow.js does in the largest network, too', () => {
    const architecture = architectures['efficientnet-lite2'];
    const weights = Object.fromEntries(
      Object.entries(encoderWeightShapes(architecture)).map(([name, shape], seed) => {
        const deviation = name.endsWith('bias')
          ? 0.1
          : Math.sqrt(2 / (tf.util.sizeFromShape(shape) / shape[shape.length - 1]));
        return [name, tf.randomNormal(shape, 0, deviation, 'float32', seed + 1)];
      }),
    );
    const encoder = new Encoder(architecture, weights);
    const graph = new GraphEncoder(encoder, runtime);
    const images = tf.randomUniform<tf.Rank.R4>([1, 260, 260, 3], 0, 255, 'float32', 1);
    const [grids, expected] = [graph.encode(images), encoder.encode(images)];
    assert.deepEqual(graph.grid, { height: 9, width: 9, channels: 1307 });
    const values = expected.dataSync();
    assert.ok(values.some((value) => value > 0.1));
    grids.dataSync<'float32'>().forEach((value, at) => assert.ok(Math.abs(value - values[at]) < 1e-2));
    tf.dispose([images, grids, expected]);
    graph.dispose();
    encoder.dispose();
  });

  it('needs the weights of TensorFlow.js no more, and leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    const counting = countingRuntime(runtime);
    const encoder = await importedEncoder();
    const graph = new GraphEncoder(encoder, counting);
    encoder.dispose();
    const images = tf.ones<tf.Rank.R4>([1, graph.imageSize, graph.imageSize, 3]);
    tf.dispose([images, graph.encode(images)]);
    graph.dispose();
    assert.equal(counting.opened, 0);
    assert.equal(tf.memory().numTensors, before);
  });
});
