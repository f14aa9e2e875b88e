import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { CheckpointStore, type Checkpoint } from '../../../src/captioner/training/checkpoint';
import { defaultTrainingSettings } from '../../../src/captioner/training/settings';
import { recordFileOperations } from '../../dataset/fileOperations';
import { tinyShape } from '../tinyCaptioner';

describe('A checkpoint', () => {
  let folder: string;
  let store: CheckpointStore;
  let checkpoint: Checkpoint;

  before(() => tf.setBackend('wasm'));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-checkpoint-'));
    store = new CheckpointStore(folder);
    checkpoint = {
      settings: defaultTrainingSettings,
      shape: tinyShape,
      step: 1,
      records: [],
      running: { loss: 0, pieces: 0, reward: 0 },
      optimiser: initialParameters(tinyShape, 1),
    };
  });
  afterEach(async () => {
    tf.dispose(checkpoint.optimiser);
    await rm(folder, { recursive: true, force: true });
  });

  it('is on the disk as a whole before the one that it takes the place of is deleted', async () => {
    await store.save(checkpoint);
    const operations = await recordFileOperations(() => store.save({ ...checkpoint, step: 2 }));
    assert.deepEqual(operations, [
      'sync step-2.bin',
      'sync checkpoint.json.tmp',
      'rename checkpoint.json.tmp to checkpoint.json',
      `sync ${path.basename(folder)}`,
      'rm step-1.bin',
    ]);
  });

  it('is read as it was written', async () => {
    await store.save(checkpoint);
    const read = await store.load(checkpoint);
    assert.equal(read?.step, 1);
    tf.dispose(read?.optimiser);
  });

  it('says which file is damaged, how, and what to do', async () => {
    const weights = path.join(folder, 'step-1.bin');
    const description = path.join(folder, 'checkpoint.json');
    const damages: [string, RegExp, () => Promise<void>][] = [
      [weights, /its content is not what was written/, () => truncate(weights, 1000)],
      [weights, /its content is not what was written/, async () => zero(weights)],
      [weights, /it does not exist/, () => rm(weights)],
      [description, /it is no description of a checkpoint/, () => truncate(description, 100)],
      [description, /it is no description of a checkpoint/, async () => zero(description)],
    ];
    for (const [file, how, damage] of damages) {
      await store.save(checkpoint);
      await damage();
      await assert.rejects(store.load(checkpoint), ({ message }: Error) => {
        assert.ok(message.startsWith(`The checkpoint file ${file} is damaged: `), message);
        assert.match(message, how);
        assert.ok(message.includes(`Delete the folder ${folder} to start anew`), message);
        return true;
      });
      await store.clear();
    }
  });

  it('of an older version, without a hash, is read, and refused where its size is wrong', async () => {
    await store.save(checkpoint);
    const description = path.join(folder, 'checkpoint.json');
    await writeFile(description, (await readFile(description, 'utf8')).replace(/"sha256": "\w+",/, ''));
    tf.dispose((await store.load(checkpoint))?.optimiser);
    await truncate(path.join(folder, 'step-1.bin'), 1000);
    await assert.rejects(store.load(checkpoint), /step-1\.bin is damaged: The weights should have \d+ bytes/);
  });
});

/** As a power cut leaves a file whose bytes were not on the disk yet. */
async function zero(file: string): Promise<void> {
  await writeFile(file, Buffer.alloc((await readFile(file)).length));
}
