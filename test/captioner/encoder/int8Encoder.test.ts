import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { GraphRuntime } from '../../../src/captioner/computing/graphRuntime';
import type { ActivationRanges } from '../../../src/captioner/computing/activationRanges';
import { unboundedMaps } from '../../../src/captioner/encoder/efficientNetLite';
import { Encoder } from '../../../src/captioner/encoder/encoder';
import { GraphEncoder } from '../../../src/captioner/encoder/graphEncoder';
import { measureActivations, widest } from '../../../src/captioner/encoder/measureActivations';
import { onnxRuntimeHere } from '../computing/onnxRuntimeHere';
import { useBackend } from './backends';
import { importedEncoder } from './importedEncoder';
import { readPhotographs, readReference } from './reference';

describe('The encoder in integers of 8 bits', function () {
  this.timeout(300_000);
  let runtime: GraphRuntime;
  let encoder: Encoder;
  let photographs: tf.Tensor4D;
  let ranges: ActivationRanges;
  before(async function () {
    const here = await onnxRuntimeHere('int8');
    if (!here) return this.skip();
    runtime = here;
    await useBackend('wasm');
    encoder = await importedEncoder();
    photographs = await readPhotographs((await readReference()).images.map(({ name }) => name));
    ranges = measureActivations(encoder, photographs);
  });
  after(async () => {
    tf.dispose(photographs);
    encoder.dispose();
    await useBackend('cpu');
  });

  function gridsBy(of: Encoder, precision: GraphRuntime['precision'], { cutsSums } = runtime): Float32Array {
    const graph = new GraphEncoder(of, { ...runtime, precision, cutsSums });
    const grids = graph.encode(photographs);
    const values = grids.dataSync<'float32'>();
    grids.dispose();
    graph.dispose();
    return values;
  }

  function distance(one: Float32Array, other: Float32Array): number {
    let [off, all] = [0, 0];
    one.forEach((value, at) => {
      off += (value - other[at]) ** 2;
      all += value ** 2;
    });
    return Math.sqrt(off / all);
  }

  const measured = (): Encoder => new Encoder(encoder.architecture, { ...encoder.parameters }, ranges);

  it('gives nearly the grids of float32 where it is known what its feature maps are between', () => {
    const off = distance(gridsBy(encoder, 'float32'), gridsBy(measured(), 'int8'));
    assert.ok(off > 1e-3, `they are off by ${off}, so that nothing is computed in integers`);
    assert.ok(off < 0.25, `they are off by ${off} of their length`);
  });

  it('gives the same with weights that have a sign and with those that have none, but where the runtime cuts sums off', () => {
    const [signed, unsigned] = [false, true].map((cutsSums) => gridsBy(measured(), 'int8', { ...runtime, cutsSums }));
    assert.equal(distance(unsigned, signed) > 1e-3, runtime.cutsSums);
  });

  it('gives those of float32 where that was not measured', () => {
    assert.deepEqual(gridsBy(encoder, 'int8'), gridsBy(encoder, 'float32'));
  });

  it('is measured in every feature map that no activation bounds, with 0 in each range', () => {
    assert.deepEqual(Object.keys(ranges).sort(), unboundedMaps(encoder.architecture).sort());
    for (const [least, most] of Object.values(ranges)) assert.ok(least <= 0 && most >= 0 && least < most);
  });

  it('is measured over some images as over all of them together', () => {
    const parts = tf.split<tf.Tensor4D>(photographs, photographs.shape[0]);
    const together = parts.map((part) => measureActivations(encoder, part)).reduce(widest);
    tf.dispose(parts);
    for (const [name, range] of Object.entries(ranges))
      range.forEach((end, at) => assert.ok(Math.abs(together[name][at] - end) < 1e-3, name));
  });

  it('leaves no tensor behind when it is measured', () => {
    const before = tf.memory().numTensors;
    measureActivations(encoder, photographs);
    assert.equal(tf.memory().numTensors, before);
  });
});
