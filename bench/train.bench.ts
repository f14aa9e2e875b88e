/**
 * What training costs: seconds a step against a PyTorch decoder of the same shape on this machine in the same run, and seconds
 * an epoch and memory as the dataset grows, its grids on disk. Prints one JSON line.
 *
 *   npm run bench -- train [PYTHON]      a Python that has PyTorch; python3 where it is not given
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import type * as tf from '@tensorflow/tfjs-core';
import { defaultDecoderShape } from '../src/captioner/decoder/shape';
import { initialParameters } from '../src/captioner/decoder/parameters';
import { Adam } from '../src/captioner/training/adam';
import { TrainingOrder, type GridSource, type TrainingImage } from '../src/captioner/training/examples';
import { takeLesson } from '../src/captioner/training/lesson';
import { defaultTrainingSettings } from '../src/captioner/training/settings';
import { seededRandom } from '../src/dataset/collections/random';
import { useBackend } from '../src/engine/backends/backends';
import { FeatureStore } from '../src/engine/features/featureStore';
import { fromGridBytes, toGridBytes } from '../src/engine/features/gridBytes';

const [images, captions, length, locations, channels, vocabulary, steps] = [16, 5, 13, 49, 1280, 2500, 20];
const settings = { ...defaultTrainingSettings, imagesPerStep: images };
const shape = { ...defaultDecoderShape, vocabulary, gridChannels: channels };
const rounds = 2;

function makeImages(count: number): TrainingImage[] {
  const random = seededRandom(1);
  const caption = (): number[] => Array.from({ length: length - 1 }, () => 2 + Math.floor(random() * (vocabulary - 2)));
  return Array.from({ length: count }, (_, image) => ({ image, captions: Array.from({ length: captions }, caption) }));
}

/** The mean seconds of some steps; the first are left out. */
async function secondsAStep(grids: GridSource, training: readonly TrainingImage[]): Promise<number> {
  const order = new TrainingOrder(training, settings);
  const adam = Adam.start(initialParameters(shape, 1), settings.averageDecay);
  let began = 0;
  for (let step = 0; step < steps + 3; step++) {
    if (step === 3) began = performance.now();
    const { gradients } = await takeLesson({ shape, settings, grids }, order, step, adam.parameters);
    adam.step(gradients, settings.learningRate, settings.clip);
  }
  adam.dispose();
  return (performance.now() - began) / 1000 / steps;
}

/** A store of made-up grids, as a first run over that many images leaves it behind. */
async function makeStore(folder: string, count: number): Promise<FeatureStore> {
  const random = seededRandom(2);
  const grid = toGridBytes(Float32Array.from({ length: locations * channels }, () => Math.max(0, 6 * random() - 5)));
  await mkdir(path.join(folder, 'images'), { recursive: true });
  const bytes = createWriteStream(path.join(folder, 'features.bin'));
  const paths: string[] = [];
  const index: string[] = [];
  for (let slot = 0; slot < count; slot++) {
    const file = path.join(folder, 'images', `${slot}.jpg`);
    await writeFile(file, '');
    const { size, mtimeMs } = await stat(file);
    paths.push(file);
    index.push(`${JSON.stringify({ slot, file, size, modified: mtimeMs })}\n`);
    if (!bytes.write(grid)) await once(bytes, 'drain');
  }
  bytes.end();
  await once(bytes, 'finish');
  await writeFile(path.join(folder, 'features.jsonl'), index.join(''));
  const store = await FeatureStore.open(folder, {
    imageSize: 224,
    shape: [locations, channels],
    bytesPerValue: 1,
    make: () => {
      throw new Error('All grids are there already.');
    },
    toBytes: toGridBytes,
    fromBytes: (list): tf.Tensor => fromGridBytes(list, locations, channels),
  });
  await store.extract({ paths });
  return store;
}

function peerSeconds(python: string): number | undefined {
  const sizes = [images, captions, length, locations, vocabulary, steps].map(String);
  try {
    return Number(execFileSync(python, [path.join(__dirname, 'train_peer.py'), ...sizes], { encoding: 'utf8' }));
  } catch (error) {
    console.error(`PyTorch is not compared: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function main(): Promise<void> {
  await useBackend('tensorflow');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-bench-'));
  try {
    const growth: { images: number; secondsAStep: number; secondsAnEpoch: number; megabytes: number }[] = [];
    for (const count of [100, 1_000, 10_000]) {
      const store = await makeStore(path.join(folder, String(count)), count);
      const each = await secondsAStep(store, makeImages(count));
      const megabytes = Math.round(process.memoryUsage.rss() / 1e6);
      growth.push({
        images: count,
        secondsAStep: each,
        secondsAnEpoch: each * Math.ceil(count / images),
        megabytes,
      });
      await store.close();
    }
    const store = await makeStore(path.join(folder, 'peer'), 100);
    const [ours, torch]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ours.push(await secondsAStep(store, makeImages(100)));
      torch.push(peerSeconds(process.argv[2] ?? 'python3') ?? NaN);
    }
    await store.close();
    const [best, peer] = [Math.min(...ours), Math.min(...torch)];
    const compared = Number.isFinite(peer) ? { torchSecondsAStep: peer, oursOverTorch: best / peer } : {};
    console.log(JSON.stringify({ bench: 'train', secondsAStep: best, ...compared, growth }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
