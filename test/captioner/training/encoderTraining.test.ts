import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { initialParameters, type DecoderParameters } from '../../../src/captioner/decoder/parameters';
import { architectures, encoderWeightShapes } from '../../../src/captioner/encoder/efficientNetLite';
import { EncoderTail } from '../../../src/captioner/encoder/encoderTail';
import { CheckpointStore } from '../../../src/captioner/training/checkpoint';
import { EncoderTraining, encoderPart, type TailInputSource } from '../../../src/captioner/training/encoderTraining';
import type { TrainingSettings } from '../../../src/captioner/training/settings';
import { trainDecoder } from '../../../src/captioner/training/trainer';
import type { TrainingJob } from '../../../src/captioner/training/trainingJob';
import { seededRandom } from '../../../src/dataset/collections/random';
import { useBackend } from '../encoder/backends';
import { tinyImages, tinySettings, tinyShape } from '../tinyCaptioner';

const lite0 = architectures['efficientnet-lite0'];
const encoderSettings = { blocks: 1, rate: 0.01, mirror: true };
const settings: TrainingSettings = { ...tinySettings, epochs: 3, imagesPerStep: 4, encoder: encoderSettings };
const shape = { ...tinyShape, gridChannels: 1280 };
const tail = new EncoderTail(lite0, 1);

/** Made-up features for eight images; a mirror image has them mirrored. */
function source(): TailInputSource {
  const random = seededRandom(4);
  const images = tinyImages.map(() =>
    tf.tensor4d(Float32Array.from({ length: tf.util.sizeFromShape(tail.inputShape) }, random), [1, ...tail.inputShape]),
  );
  return {
    inputs: (indices, mirrored) =>
      Promise.resolve(
        tf.tidy((): tf.Tensor4D => {
          const chosen = tf.concat(indices.map((index) => images[index]));
          return mirrored ? tf.reverse(chosen, 2) : chosen;
        }),
      ),
  };
}

describe("Training of the encoder's last blocks", function () {
  this.timeout(120_000);
  let weights: Record<string, tf.Tensor>;
  let inputs: TailInputSource;
  let folder: string;

  before(async () => {
    if (!(await useBackend('tensorflow'))) await useBackend('cpu');
    const random = seededRandom(5);
    weights = Object.fromEntries(
      Object.entries(encoderWeightShapes(lite0))
        .filter(([name]) => tail.weightNames.includes(name))
        .map(([name, size]) => {
          const values = Float32Array.from({ length: tf.util.sizeFromShape(size) }, () => (random() - 0.5) / 4);
          return [name, tf.tensor(values, size)];
        }),
    );
    inputs = source();
  });
  after(async () => {
    tf.dispose(weights);
    await useBackend('cpu');
  });
  beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-training-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const training = (): EncoderTraining =>
    new EncoderTraining(tail, weights, inputs, encoderSettings, settings.learningRate);
  const job = (more: Partial<TrainingJob> = {}): TrainingJob => ({
    shape,
    settings,
    start: () => initialParameters(shape, 1),
    training: tinyImages,
    validation: tinyImages.slice(0, 3),
    grids: training(),
    keep: 'last',
    ...more,
  });
  const valuesOf = (parameters: DecoderParameters): Record<string, number[]> => {
    const values = Object.fromEntries(Object.entries(parameters).map(([name, one]) => [name, [...one.dataSync()]]));
    tf.dispose(parameters);
    return values;
  };

  it('moves every weight of the blocks, by a share of the size of them all', async () => {
    const { parameters, records } = await trainDecoder(job());
    const moved = encoderPart(parameters);
    assert.deepEqual(Object.keys(moved).sort(), tail.weightNames.toSorted());
    const steps = 6;
    for (const name of tail.weightNames) {
      const [furthest, size] = tf.tidy(() => [
        tf.max(tf.abs(tf.sub(moved[name], weights[name]))).dataSync()[0],
        Math.sqrt(tf.mean(tf.square(weights[name])).dataSync()[0]),
      ]);
      assert.ok(furthest > 0, `${name} did not move`);
      assert.ok(furthest < 3 * steps * encoderSettings.rate * size, `${name} moved by ${furthest}`);
    }
    assert.ok(records[2].validationLoss < records[0].validationLoss);
    tf.dispose(parameters);
  });

  it('sees mirror images as often as not, the same ones for the same seed', async () => {
    const asked: boolean[] = [];
    const watched: TailInputSource = {
      inputs: (indices, mirrored) => {
        asked.push(mirrored);
        return inputs.inputs(indices, mirrored);
      },
    };
    const encoder = new EncoderTraining(tail, weights, watched, encoderSettings, 1);
    const parameters = encoder.start();
    for (let round = 0; round < 2; round++) {
      const seen = await encoder.look(parameters, [0, 1, 2, 3, 4, 5, 6, 7], seededRandom(6));
      tf.dispose([seen.grids, seen.features]);
    }
    assert.deepEqual(asked.slice(0, 8), asked.slice(8));
    assert.ok(asked.includes(true) && asked.includes(false));
    tf.dispose(parameters);
  });

  it('taken up after an interruption, gives to the last bit what it gives without one', async () => {
    const whole = valuesOf((await trainDecoder(job())).parameters);
    const checkpoints = new CheckpointStore(folder);
    const stop = new AbortController();
    const broken = job({
      checkpoints,
      signal: stop.signal,
      onProgress: ({ step }) => step === 3 && stop.abort(new Error('stop')),
    });
    await assert.rejects(trainDecoder(broken), /stop/);
    assert.deepEqual(valuesOf((await trainDecoder(job({ checkpoints }))).parameters), whole);
  });

  it('leaves no tensor behind but the weights that it gives', async () => {
    const grids = training();
    const before = tf.memory().numTensors;
    const { parameters } = await trainDecoder(job({ grids }));
    assert.equal(tf.memory().numTensors, before + Object.keys(parameters).length);
    tf.dispose(parameters);
  });
});
