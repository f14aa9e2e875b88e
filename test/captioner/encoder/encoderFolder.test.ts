import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { readEncoderWeights, writeEncoderFolder } from '../../../src/captioner/encoder/encoderFolder';
import { useBackend } from './backends';

describe('Encoder folder', () => {
  let directory: string;

  before(() => useBackend('cpu'));

  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'showtell-encoder-'));
    const weights = { 'stem/kernel': tf.tensor2d([[1, 0.5, -2]]), 'stem/bias': tf.tensor1d([0.25]) };
    await writeEncoderFolder(path.join(directory, 'made', 'here'), weights);
    tf.dispose(weights);
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('gives back the weights that were written', async () => {
    const read = await readEncoderWeights(path.join(directory, 'made', 'here'));
    assert.deepEqual(Object.keys(read), ['stem/kernel', 'stem/bias']);
    assert.deepEqual(await read['stem/kernel'].array(), [[1, 0.5, -2]]);
    tf.dispose(read);
  });

  it('says what is wrong and what to do when it is missing or damaged', async () => {
    await assert.rejects(
      readEncoderWeights(directory),
      /no usable encoder in .*ENOENT.*Import it with scripts\/import-encoder\.ts/,
    );
    const made = path.join(directory, 'made', 'here');
    await truncate(path.join(made, 'encoder.bin'), 5);
    await assert.rejects(readEncoderWeights(made), /should have 8 bytes, but have 5/);
    await writeFile(path.join(made, 'encoder.json'), '{"format":"another"}');
    await assert.rejects(readEncoderWeights(made), /no usable encoder in [^]*Invalid input/);
  });
});
