import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters, type DecoderParameters } from '../../../src/captioner/decoder/parameters';
import { beamSearch } from '../../../src/captioner/beamSearch/beamSearch';
import { CheckpointStore, type TrainingRecord } from '../../../src/captioner/training/checkpoint';
import type { TrainingSettings } from '../../../src/captioner/training/settings';
import { trainDecoder } from '../../../src/captioner/training/trainer';
import type { TrainingJob } from '../../../src/captioner/training/trainingJob';
import { TrainingError } from '../../../src/captioner/training/trainingError';
import { tinyCaptions, tinyGrids, tinyImages, tinySettings, tinyShape, tinyVocabulary } from '../tinyCaptioner';

const dropped: TrainingSettings = {
  ...tinySettings,
  epochs: 6,
  imagesPerStep: 4,
  labelSmoothing: 0.1,
  lookEverywhere: 1,
  dropout: { embedding: 0.3, annotation: 0.3, output: 0.5 },
};

function job(settings: TrainingSettings, more: Partial<TrainingJob> = {}): TrainingJob {
  return {
    shape: tinyShape,
    settings,
    start: () => initialParameters(tinyShape, settings.seed),
    training: tinyImages,
    validation: tinyImages.slice(0, 3),
    grids: tinyGrids(),
    keep: 'last',
    ...more,
  };
}

function valuesOf(parameters: DecoderParameters): Record<string, number[]> {
  const values = Object.fromEntries(Object.entries(parameters).map(([name, tensor]) => [name, [...tensor.dataSync()]]));
  tf.dispose(parameters);
  return values;
}

function captionAll(decoder: Decoder): string[] {
  const grids = tinyGrids().grids(tinyCaptions.map((_, index) => index)) as tf.Tensor3D;
  const found = beamSearch(decoder, grids, { beam: 3, maxPieces: 30, lengthPenalty: 1 });
  grids.dispose();
  return found.map(([best]) => tinyVocabulary.decode(best.nodes.map(({ piece }) => piece)));
}

describe('Training a decoder', () => {
  let folder: string;

  before(async () => {
    await tf.setBackend('wasm');
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-training-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const attends of [true, false]) {
    it(`can learn eight captions by heart, ${attends ? 'with' : 'without'} attention`, async () => {
      const shape = { ...tinyShape, attends };
      const { parameters } = await trainDecoder(
        job({ ...tinySettings, epochs: attends ? 100 : 250 }, { shape, start: () => initialParameters(shape, 1) }),
      );
      const decoder = new Decoder(shape, parameters);
      assert.deepEqual(captionAll(decoder), tinyCaptions);
      decoder.dispose();
    });
  }

  it('gives the same weights twice for the same seed, and others for another seed', async () => {
    const train = async (seed: number): Promise<unknown> =>
      valuesOf((await trainDecoder(job({ ...dropped, seed }))).parameters);
    const first = await train(1);
    assert.deepEqual(await train(1), first);
    assert.notDeepEqual(await train(2), first);
  });

  for (const keep of ['last', 'best'] as const) {
    it(`taken up after an interruption, gives to the last bit what it gives without one (keeping the ${keep})`, async () => {
      const whole = await trainDecoder(job(dropped, { keep }));
      const interruption = new AbortController();
      const interrupted = job(dropped, {
        keep,
        checkpoints: new CheckpointStore(folder),
        signal: interruption.signal,
        onProgress: ({ step }) => {
          if (step === 5) interruption.abort();
        },
      });
      await assert.rejects(trainDecoder(interrupted), { name: 'AbortError' });
      const resumed = await trainDecoder({
        ...interrupted,
        signal: undefined,
        start: () => assert.fail('started anew'),
      });
      assert.deepEqual(resumed.records, whole.records);
      assert.deepEqual(valuesOf(resumed.parameters), valuesOf(whole.parameters));
    });
  }

  it('keeps one checkpoint only', async () => {
    const { parameters } = await trainDecoder(job(dropped, { checkpoints: new CheckpointStore(folder) }));
    tf.dispose(parameters);
    assert.deepEqual((await readdir(folder)).sort(), ['checkpoint.json', 'step-12.bin']);
  });

  it('refuses a checkpoint of other settings', async () => {
    const checkpoints = new CheckpointStore(folder);
    tf.dispose((await trainDecoder(job(dropped, { checkpoints }))).parameters);
    await assert.rejects(trainDecoder(job({ ...dropped, clip: 1 }, { checkpoints })), /made with other settings/);
  });

  it('stops when the loss is no number, naming the last good checkpoint, which is good', async () => {
    const checkpoints = new CheckpointStore(folder);
    const good = tinyGrids();
    let record: TrainingRecord | undefined;
    const broken = job(dropped, {
      checkpoints,
      validation: [],
      onRecord: (taken) => (record ??= taken),
      grids: {
        grids: (indices) => (record ? tf.fill([indices.length, 4, 6], Number.NaN) : good.grids(indices)),
      },
    });
    await assert.rejects(
      trainDecoder(broken),
      (error) => error instanceof TrainingError && error.message.includes(`checkpoint is in ${folder}`),
    );
    const saved = await checkpoints.load(broken);
    assert.equal(saved?.step, record?.step);
    tf.dispose(saved?.optimiser ?? []);
  });

  it('says that there is no checkpoint where the first loss is no number', async () => {
    const broken = job(dropped, {
      checkpoints: new CheckpointStore(folder),
      grids: { grids: (indices) => tf.fill([indices.length, 4, 6], Number.NaN) },
    });
    await assert.rejects(trainDecoder(broken), /stopped at step 1: .* Nothing was saved yet/);
  });

  it('leaves no tensor behind but the weights that it gives', async () => {
    const before = tf.memory().numTensors;
    const { parameters } = await trainDecoder(job(dropped, { keep: 'best' }));
    assert.equal(tf.memory().numTensors, before + Object.keys(parameters).length);
    tf.dispose(parameters);
  });
});
