import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { applyCurve } from '../../../src/captioner/calibration/betaCurve';
import { Calibrator, meanGrids, type Calibration } from '../../../src/captioner/calibration/calibration';
import { FamiliarityGauge } from '../../../src/captioner/calibration/familiarity';
import { measureKnown } from '../../../src/captioner/calibration/measureKnown';
import { taughtCalibration, type Lesson } from '../../../src/captioner/calibration/taughtCalibration';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import type { GridSource } from '../../../src/captioner/training/examples';
import { seededRandom } from '../../../src/dataset/collections/random';
import { learnTinyCaptions, tinyCaptions, tinyGrids, tinyShape, tinyVocabulary } from '../tinyCaptioner';

const random = seededRandom(5);
const channels = tinyShape.gridChannels;
/** Pictures of one location and as many channels as the decoder reads, the first or the last half of them strong. */
function pictures(count: number, first: boolean): number[][] {
  return Array.from({ length: count }, () =>
    Array.from({ length: channels }, (_, at) => (at < channels / 2 === first ? 1 : 0.1) + 0.2 * random()),
  );
}

function source(grids: readonly number[][]): GridSource {
  return { grids: (indices) => tf.tensor3d(indices.map((index) => [grids[index]])) };
}

const curve = { a: 1, b: 1, c: 0 };
const photographs = pictures(200, true).map((grid) => Float32Array.from(grid));
const indices = Array.from({ length: 10 }, (_, at) => at);

describe('The calibration of a model that was fine-tuned', function () {
  this.timeout(60_000);
  let base: Calibration;
  let decoder: Decoder;
  let model: Lesson['model'];

  before(async () => {
    await tf.setBackend('wasm');
    base = { word: curve, caption: curve, known: [measureKnown(photographs).known], images: 200 };
    decoder = new Decoder(tinyShape, await learnTinyCaptions());
    model = { decoder, vocabulary: tinyVocabulary };
  });
  after(() => decoder.dispose());

  const taught = (from: Calibration | undefined, grids: readonly number[][]): Promise<Calibration | undefined> =>
    taughtCalibration(from, { images: indices, heldOut: [], grids: source(grids), model });

  it('knows what it was taught, besides what its base knew', async () => {
    const drawings = pictures(20, false);
    const now = await taught(base, drawings);
    const [before, after] = [base, now ?? base].map(({ known }) => new FamiliarityGauge(known, channels));
    const another = Float32Array.from(drawings[15] ?? []);
    assert.ok((before?.of(another)?.value ?? 1) < 0.01);
    assert.ok((after?.of(another)?.value ?? 0) > 0.3, `${after?.of(another)?.value}`);
    const photograph = photographs[0]!;
    assert.equal(after?.of(photograph)?.value, before?.of(photograph)?.value);
  });

  it('is as sure of what it was taught as it is right of what was held out, and of the rest as it was', async () => {
    decoder.forget();
    const tensors = tf.memory().numTensors;
    const strange: Calibration = { ...base, known: [measureKnown(pictures(50, true).map(fainterBehind)).known] };
    // It says what it has learned by heart: of half of the images that is what nobody wrote.
    const heldOut = tinyCaptions.map((caption, image) => ({
      image,
      captions: [image % 2 === 0 ? caption : 'nothing of that'],
    }));
    const lesson = { images: tinyCaptions.map((_, image) => image), heldOut, grids: tinyGrids(), model };
    const now = await taughtCalibration(strange, lesson);
    const { curves } = now?.known.at(-1) ?? {};
    assert.ok(curves && applyCurve(curves.word, 0.95) < 0.8, JSON.stringify(curves));
    assert.deepEqual([now?.word, now?.known[0]], [curve, strange.known[0]]);
    const grids = await tinyGrids().grids([0]);
    const certainty = new Calibrator(now, channels).ofMean(meanGrids(grids, channels)[0]!);
    grids.dispose();
    assert.ok(
      Math.abs(
        certainty.word({ text: 'dog', probability: 0.95, isNamed: false }) -
          certainty.familiarity * applyCurve(curves.word, 0.95),
      ) < 1e-9,
    );
    // It keeps what it writes with.
    decoder.forget();
    assert.equal(tf.memory().numTensors, tensors);
  });

  it('is that of its base where it was taught more of the same, and none where that has none', async () => {
    assert.equal(await taught(base, pictures(200, true)), base);
    assert.equal(await taught(undefined, pictures(200, true)), undefined);
  });

  it('does not grow for ever', async () => {
    let calibration: Calibration | undefined = base;
    let before: Calibration | undefined;
    for (let round = 0; round < 12; round++) {
      before = calibration;
      const strange = Array.from({ length: 10 }, () =>
        Array.from({ length: channels }, (_, at) => (at === round % channels ? 5 : 0.01 * random())),
      );
      calibration = await taught(calibration, strange);
    }
    assert.equal(calibration?.known.length, 4);
    // What its base knew, and what it was taught last.
    assert.deepEqual(calibration?.known.slice(0, 3), [base.known[0], ...(before?.known.slice(2) ?? [])]);
  });
});

function fainterBehind(grid: readonly number[]): Float32Array {
  return Float32Array.from(grid, (value, at) => (at < channels / 2 ? value : 0.05 * value));
}
