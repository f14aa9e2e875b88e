import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { architectures, encoderWeightShapes } from '../../../src/captioner/encoder/efficientNetLite';
import { readEncoderFolder, writeEncoderFolder } from '../../../src/captioner/encoder/encoderFolder';
import { useBackend } from './backends';

describe('Encoder folder', () => {
  let directory: string;

  let weights: Record<string, tf.Tensor>;

  before(async () => {
    await useBackend('cpu');
    const shapes = Object.entries(encoderWeightShapes(architectures['efficientnet-lite1']));
    weights = Object.fromEntries(shapes.map(([name, shape], index) => [name, tf.fill(shape, index / 64)]));
  });
  after(() => tf.dispose(weights));

  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'showtell-encoder-'));
    await writeEncoderFolder(path.join(directory, 'made', 'here'), 'efficientnet-lite1', weights);
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('gives back the network and the weights that were written', async () => {
    const read = await readEncoderFolder(path.join(directory, 'made', 'here'));
    assert.equal(read.architecture.name, 'efficientnet-lite1');
    assert.deepEqual(Object.keys(read.parameters), Object.keys(weights));
    assert.deepEqual(await read.parameters['block4/project/bias'].data(), await weights['block4/project/bias'].data());
    read.dispose();
  });

  it('says what is wrong and what to do when it is missing or damaged', async () => {
    await assert.rejects(
      readEncoderFolder(directory),
      /no usable encoder in .*it does not exist\. Import it with scripts\/import-encoder\.ts/,
    );
    const made = path.join(directory, 'made', 'here');
    await truncate(path.join(made, 'encoder.bin'), 5);
    await assert.rejects(readEncoderFolder(made), /should have \d+ bytes, but have 5/);
    await writeFile(path.join(made, 'encoder.json'), '{"format":"another"}');
    await assert.rejects(readEncoderFolder(made), /no usable encoder in [^]*Invalid input/);
  });
});
