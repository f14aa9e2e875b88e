import assert from 'node:assert/strict';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { openBundle } from '../../../src/captioner/bundle/openBundle';
import { firstChannels } from '../../../src/captioner/encoder/annotationGrid';
import { architectures, headChannels } from '../../../src/captioner/encoder/efficientNetLite';
import type { Encoder } from '../../../src/captioner/encoder/encoder';
import { EncoderTail } from '../../../src/captioner/encoder/encoderTail';
import { useBackend } from './backends';
import { readPhotographs } from './reference';

const bundledModel = path.join('models', 'flickr8k-attention');

describe('The tail of the encoder', () => {
  let encoder: Encoder;
  let photographs: tf.Tensor4D;
  let locations: number;
  const blocks = 2;

  before(async function () {
    if (!(await useBackend('tensorflow'))) await useBackend('cpu');
    const bundle = await openBundle(bundledModel);
    bundle.decoder.dispose();
    encoder = bundle.encoder;
    const small = await readPhotographs(['shepherd-dog']);
    photographs = tf.image.resizeBilinear(small, [encoder.imageSize, encoder.imageSize]);
    small.dispose();
    locations = encoder.grid.height * encoder.grid.width;
  });
  after(async () => {
    encoder.dispose();
    photographs.dispose();
    await useBackend('cpu');
  });

  it('gives the grids of the whole encoder for what the part before it gives', async () => {
    const tail = new EncoderTail(encoder.architecture, blocks);
    const features = encoder.encodeUpTo(photographs, blocks);
    assert.deepEqual(features.shape.slice(1), tail.inputShape);
    const [ours, whole] = [tail.encode(encoder.parameters, features), encoder.encode(photographs)];
    const withoutColours = firstChannels(whole, headChannels);
    assert.deepEqual(await ours.data(), await withoutColours.data());
    tf.dispose([features, ours, whole, withoutColours]);
  });

  it('gives gradients that a small step along them confirms', () => {
    const tail = new EncoderTail(encoder.architecture, blocks);
    const features = encoder.encodeUpTo(photographs, blocks);
    const pull = tf.div(tf.randomNormal([1, locations, 1280], 0, 1, 'float32', 3), 1e3) as tf.Tensor3D;
    const gradients = tail.gradients(encoder.parameters, features, pull);
    assert.deepEqual(Object.keys(gradients).sort(), tail.weightNames.toSorted());
    const objective = (step: number, moved: string): number =>
      tf.tidy(() => {
        const weights = { ...encoder.parameters };
        weights[moved] = tf.add(weights[moved], tf.mul(gradients[moved], step));
        return tf.sum(tf.mul(tail.encode(weights, features), pull)).dataSync()[0];
      });
    const last = encoder.architecture.blocks.length - 1;
    for (const name of ['head/kernel', `block${last}/depthwise/kernel`, `block${last - 1}/expand/bias`]) {
      const squared = tf.tidy(() => tf.sum(tf.square(gradients[name])).dataSync()[0]);
      const size = 1e-3 / Math.sqrt(squared);
      const slope = (objective(size, name) - objective(-size, name)) / (2 * size);
      assert.ok(Math.abs(slope / squared - 1) < 0.1, `${name}: ${slope} is not ${squared}`);
    }
    tf.dispose([features, pull, gradients]);
  });

  it('leaves no tensor behind but the gradients', () => {
    const tail = new EncoderTail(encoder.architecture, blocks);
    const features = encoder.encodeUpTo(photographs, blocks);
    const pull = tf.ones([1, locations, 1280]) as tf.Tensor3D;
    const before = tf.memory().numTensors;
    const gradients = tail.gradients(encoder.parameters, features, pull);
    assert.equal(tf.memory().numTensors, before + tail.weightNames.length);
    tf.dispose([features, pull, gradients]);
  });

  it('knows what enters it in every network', () => {
    const shapes = Object.values(architectures).map((one) => new EncoderTail(one, 6).inputShape);
    assert.deepEqual(shapes, [
      [14, 14, 112],
      [15, 15, 112],
      [17, 17, 120],
    ]);
  });

  it('cannot be all of the encoder, or none of it', () => {
    for (const count of [0, 16])
      assert.throws(() => new EncoderTail(architectures['efficientnet-lite0'], count), /1 to 15 can be trained/);
  });
});
