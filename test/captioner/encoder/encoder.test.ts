import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { firstChannels } from '../../../src/captioner/encoder/annotationGrid';
import { colourChannels, coloursOf } from '../../../src/captioner/encoder/colours';
import { Encoder } from '../../../src/captioner/encoder/encoder';
import {
  architectures,
  encoderWeightShapes,
  type ArchitectureName,
} from '../../../src/captioner/encoder/efficientNetLite';
import { useBackend } from './backends';
import { importedEncoder } from './importedEncoder';
import { readPhotographs, readReference, type Reference } from './reference';

const [locations, channels] = [49, 1280];

for (const backend of ['wasm', 'tensorflow', 'cpu'] as const) {
  describe(`Imported encoder on the backend ${backend}`, function () {
    this.timeout(300_000);
    let encoder: Encoder;
    let reference: Reference;
    let photographs: tf.Tensor4D;
    let grids: Float32Array[];
    let behind: Float32Array;

    before(async function () {
      if (!(await useBackend(backend))) return this.skip();
      encoder = await importedEncoder();
      reference = await readReference();
      photographs = await readPhotographs(reference.images.map(({ name }) => name));
      const encoded = encoder.encode(photographs);
      assert.deepEqual(encoded.shape, [reference.images.length, locations, channels + colourChannels]);
      grids = await separate(encoded);
      const colours = tf.slice(encoded, [0, 0, channels], [-1, -1, colourChannels]);
      behind = Float32Array.from(await colours.data());
      tf.dispose([encoded, colours]);
    });

    after(async () => {
      encoder?.dispose();
      photographs?.dispose();
      await useBackend('cpu');
    });

    it('gives the grids of the original network for photographs', () => {
      reference.images.forEach(({ name }, index) => {
        const expected = reference.values[`grid/${name}`];
        const error = distance(grids[index], expected) / distance(expected, new Float32Array(expected.length));
        assert.ok(error < 1e-2, `${name}: ${error}, relative to the length of the grid`);
        const worst = grids[index].reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at])), 0);
        assert.ok(worst < 0.12, `${name}: a value is off by ${worst}, of the 6 that they range over`);
      });
    });

    it('sees the same ImageNet class in each photograph as the original does', () => {
      const { values } = reference;
      reference.images.forEach(({ name, likeliest }, index) => {
        const mean = meanOverLocations(grids[index]);
        const logits = likeliest.map((kind) => dot(values[`class/${kind}`], mean) + values.classBias[kind]);
        assert.equal(likeliest[logits.indexOf(Math.max(...logits))], likeliest[0], name);

        // The other 995 classes are not in the fixture; but by Cauchy and Schwarz, no logit is further from the
        // original's than the length of its class's row times how far the means are apart.
        const shift = distance(mean, meanOverLocations(values[`grid/${name}`]));
        values[`logits/${name}`].forEach((logit, kind) => {
          if (!likeliest.includes(kind))
            assert.ok(logit + values.classNorms[kind] * shift < logits[0], `${name}: class ${kind}`);
        });
      });
    });

    it('gives each image the same grid whatever else is in the batch', async () => {
      const first = tf.slice(photographs, [0, 0, 0, 0], [1, -1, -1, -1]);
      const alone = encoder.encode(first);
      const [grid] = await separate(alone);
      assert.ok(distance(grid, grids[0]) < 1e-3);
      tf.dispose([first, alone]);
    });

    it('has the colours of the image behind what the network says', () => {
      assert.deepEqual(behind, coloursOf(photographs, encoder.grid.height));
    });

    it('leaves no tensor behind but the grid', () => {
      const first = tf.slice(photographs, [0, 0, 0, 0], [1, -1, -1, -1]) as tf.Tensor4D;
      const before = tf.memory().numTensors;
      const grid = encoder.encode(first);
      assert.equal(tf.memory().numTensors, before + 1);
      tf.dispose([first, grid]);
    });
  });
}

describe('Encoder', () => {
  before(() => useBackend('cpu'));

  const lite0 = architectures['efficientnet-lite0'];
  const makeWeights = (architecture = lite0): Record<string, tf.Tensor> =>
    Object.fromEntries(
      Object.entries(encoderWeightShapes(architecture)).map(([name, shape]) => [name, tf.zeros(shape)]),
    );

  it('names the weight that is missing', () => {
    const weights = makeWeights();
    weights['block3/depthwise/kernel'].dispose();
    delete weights['block3/depthwise/kernel'];
    assert.throws(() => new Encoder(lite0, weights), /"block3\/depthwise\/kernel" is missing/);
    tf.dispose(weights);
  });

  it('names the weight that has another shape', () => {
    const weights = makeWeights();
    weights['head/bias'].dispose();
    weights['head/bias'] = tf.zeros([7]);
    assert.throws(() => new Encoder(lite0, weights), /"head\/bias" has shape \[7\], not \[1280\]/);
    tf.dispose(weights);
  });

  // The published sizes are these with the classifier, and with the two numbers a channel that batch norm has more.
  const variants: [ArchitectureName, { size: number; imageSize: number; grid: number }][] = [
    ['efficientnet-lite0', { size: 3_350_000, imageSize: 224, grid: 7 }],
    ['efficientnet-lite1', { size: 4_108_848, imageSize: 240, grid: 8 }],
    ['efficientnet-lite2', { size: 4_782_024, imageSize: 260, grid: 9 }],
  ];
  for (const [name, { size, imageSize, grid }] of variants) {
    it(`makes of ${name} a network of ${size} weights, and frees them all`, () => {
      const before = tf.memory().numTensors;
      const encoder = new Encoder(architectures[name], makeWeights(architectures[name]));
      const weights = Object.values(encoder.parameters).reduce((sum, tensor) => sum + tensor.size, 0);
      assert.equal(weights, size);
      assert.equal(encoder.imageSize, imageSize);
      assert.deepEqual(encoder.grid, { height: grid, width: grid, channels: channels + colourChannels });
      encoder.dispose();
      assert.equal(tf.memory().numTensors, before);
    });
  }
});

/** What the network makes of each image, without its colours. */
async function separate(grids: tf.Tensor3D): Promise<Float32Array[]> {
  const ofNetwork = firstChannels(grids, channels);
  const values = Float32Array.from(await ofNetwork.data());
  ofNetwork.dispose();
  return Array.from({ length: grids.shape[0] }, (_, index) =>
    values.slice(index * locations * channels, (index + 1) * locations * channels),
  );
}

function meanOverLocations(grid: Float32Array): Float32Array {
  const mean = new Float32Array(channels);
  grid.forEach((value, at) => (mean[at % channels] += value / locations));
  return mean;
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, at) => sum + value * other[at], 0);
}

function distance(one: Float32Array, other: Float32Array): number {
  return Math.sqrt(one.reduce((sum, value, at) => sum + (value - other[at]) ** 2, 0));
}
