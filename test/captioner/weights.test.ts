import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { decodeWeightsFile, encodeWeightsFile, type WeightsDtype } from '../../src/captioner/weights';
import { weightSpecsSchema } from '../../src/captioner/weightSpecs';
import '../harness/propertySeed';

async function roundTrip(values: Float32Array, dtype: WeightsDtype): Promise<Float32Array> {
  const tensor = tf.tensor1d(values);
  const { specs, data } = await encodeWeightsFile({ weight: tensor }, { dtype });
  const read = decodeWeightsFile(weightSpecsSchema.parse(JSON.parse(JSON.stringify(specs))), data);
  const numbers = Float32Array.from(await read.weight.data());
  tf.dispose([tensor, read.weight]);
  return numbers;
}

const weightValues = fc.float32Array({
  minLength: 1,
  maxLength: 50,
  noNaN: true,
  noDefaultInfinity: true,
  min: -1000,
  max: 1000,
});

describe('Weights file', () => {
  before(() => tf.setBackend('wasm'));

  it('gives float32 back to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(weightValues, async (values) => assert.deepEqual(await roundTrip(values, 'float32'), values)),
    );
  });

  it('gives float16 back within 2^-11 of each value', async () => {
    await fc.assert(
      fc.asyncProperty(weightValues, async (values) => {
        const read = await roundTrip(values, 'float16');
        values.forEach((value, at) => assert.ok(Math.abs(read[at] - value) <= Math.abs(value) * 2 ** -11 + 2 ** -25));
      }),
    );
  });

  it('gives uint8 back within half a step of each tensor', async () => {
    await fc.assert(
      fc.asyncProperty(weightValues, async (values) => {
        const read = await roundTrip(values, 'uint8');
        const range = Math.max(...values) - Math.min(...values);
        values.forEach((value, at) => assert.ok(Math.abs(read[at] - value) <= range / 255 / 2 + 1e-3));
      }),
    );
  });

  it('keeps names, shapes and order', async () => {
    const tensors = { first: tf.tensor2d([[1, 2, 3]]), none: tf.zeros([0, 4]), last: tf.scalar(5) };
    for (const dtype of ['float32', 'float16', 'uint8'] as const) {
      const { specs, data } = await encodeWeightsFile(tensors, { dtype });
      const read = decodeWeightsFile(specs, data);
      assert.deepEqual(
        Object.entries(read).map(([name, { shape }]) => [name, shape]),
        [
          ['first', [1, 3]],
          ['none', [0, 4]],
          ['last', []],
        ],
      );
      tf.dispose(read);
    }
    tf.dispose(tensors);
  });

  it('takes the place of a part of a larger buffer', async () => {
    const tensor = tf.tensor1d([1, 2, 3]);
    const { specs, data } = await encodeWeightsFile({ weight: tensor }, { dtype: 'float32' });
    const larger = Buffer.concat([Buffer.from('abcde'), data, Buffer.from('xyz')]);
    const read = decodeWeightsFile(specs, larger.subarray(5, 5 + data.length));
    assert.deepEqual([...(await read.weight.data())], [1, 2, 3]);
    tf.dispose([tensor, read.weight]);
  });

  it('is not written with a value that it could not hold', async () => {
    const cases: [number, WeightsDtype][] = [
      [65520, 'float16'],
      [NaN, 'float32'],
      [Infinity, 'uint8'],
      [-Infinity, 'float16'],
    ];
    for (const [value, dtype] of cases) {
      const tensor = tf.tensor1d([1, value]);
      await assert.rejects(encodeWeightsFile({ gate: tensor }, { dtype }), /"gate" holds a value that \w+ cannot hold/);
      tensor.dispose();
    }
  });

  const spec = { name: 'gate', shape: [2], dtype: 'float32' as const };

  it('is refused with another number of bytes', () => {
    assert.throws(() => decodeWeightsFile([spec], new Uint8Array(7)), /should have 8 bytes, but have 7/);
    assert.throws(
      () => decodeWeightsFile([{ ...spec, shape: [2, 1e9, 1e9] }], new Uint8Array(8)),
      /should have 8e\+18 bytes|should have 8000000000000000000 bytes/,
    );
  });

  it('is refused with two weights of one name', () => {
    assert.throws(() => decodeWeightsFile([spec, spec], new Uint8Array(16)), /same name/);
  });

  it('may begin at an odd place of the memory that it lies in, as float16', () => {
    const half = { ...spec, quantization: { dtype: 'float16' as const } };
    const read = decodeWeightsFile([half], Buffer.from([9, 0, 0x3c, 0, 0xc0]).subarray(1));
    assert.deepEqual([...read.gate.dataSync()], [1, -2]);
    tf.dispose(read);
  });

  it('is refused with a value that is not finite, and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const half = { ...spec, quantization: { dtype: 'float16' as const } };
    for (const [low, high] of [
      [0, 0x7c],
      [0, 0xfc],
      [1, 0x7e],
    ]) {
      assert.throws(
        () => decodeWeightsFile([half], Buffer.from([0, 0, low, high])),
        /"gate" holds values that are not finite/,
      );
    }
    assert.throws(() => decodeWeightsFile([spec], Buffer.from([0, 0, 0xc0, 0x7f, 0, 0, 0, 0])), /not finite/);
    assert.equal(tf.memory().numTensors, before);
  });

  it('is described by specs that name a kind of number it knows', () => {
    assert.ok(weightSpecsSchema.safeParse([spec]).success);
    for (const wrong of [
      { dtype: 'string' },
      { dtype: 'int32' },
      { shape: [-1] },
      { shape: [0.5] },
      { name: '' },
      { quantization: { dtype: 'int4' } },
    ]) {
      assert.ok(!weightSpecsSchema.safeParse([{ ...spec, ...wrong }]).success, JSON.stringify(wrong));
    }
  });
});
