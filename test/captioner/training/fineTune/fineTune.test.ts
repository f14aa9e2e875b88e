import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { OpenBundle } from '../../../../src/captioner/bundle/openBundle';
import { Decoder } from '../../../../src/captioner/decoder/decoder';
import { fineTune } from '../../../../src/captioner/training/fineTune/fineTune';
import type { FineTuneJob } from '../../../../src/captioner/training/fineTune/job';
import type { FineTuneReport } from '../../../../src/captioner/training/fineTune/report';
import { countingRuntime } from '../../computing/countingRuntime';
import { onnxRuntimeHere } from '../../computing/onnxRuntimeHere';
import { learnTinyCaptions, tinyCaptions, tinyGrids, tinyShape, tinyVocabulary } from '../../tinyCaptioner';

/** What a person makes of the captions: a term of their own, in a form of their own. */
const corrected = tinyCaptions.map((caption) => `${caption.replace('a dog', 'a hound').replace('on ', 'upon ')}.`);
const recipe = { mostSteps: 20, leastBetween: 5, learningRate: 0.01 };

function backwards(caption: string): string {
  return caption.split(' ').reverse().join(' ');
}

describe('Fine-tuning', function () {
  this.timeout(120_000);
  let base: OpenBundle;
  let folder: string;

  before(async () => {
    await tf.setBackend('wasm');
    const decoder = new Decoder(tinyShape, await learnTinyCaptions());
    base = { decoder, vocabulary: tinyVocabulary } as Partial<OpenBundle> as OpenBundle;
  });
  after(() => base.decoder.dispose());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-fine-tune-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const job = (more: Partial<FineTuneJob> = {}): FineTuneJob => ({
    base,
    corrections: corrected.map((caption, image) => ({ name: `${image}.jpg`, image, captions: [caption] })),
    others: [],
    grids: tinyGrids(),
    // It holds out two of the eight.
    seed: 2,
    recipe,
    ...more,
  });

  it('learns what was corrected, tells it in a report, and leaves no tensor behind but the weights', async () => {
    base.decoder.forget();
    const { numTensors } = tf.memory();
    const { decoder, report } = await fineTune(job());
    const weights = { ...decoder.parameters, ...decoder.evidence?.weights };
    // Both keep what they write with.
    for (const written of [base.decoder, decoder]) written.forget();
    assert.equal(tf.memory().numTensors, numTensors + Object.keys(weights).length);
    assert.equal(report.trainedOn + report.heldOut, 8);
    assert.ok(report.after.loss < report.before.loss, `${report.before.loss} → ${report.after.loss}`);
    assert.equal(report.change.ciderD.interval, null, 'two held-out images are too few for an interval');
    assert.equal(report.examples.length, report.heldOut);
    assert.equal(report.spaceless, false);
    assert.equal(report.newWordsNamed.length, report.newWords);
    assert.ok(
      report.newWordsNamed.every((word) => /^\S+$/.test(word)),
      JSON.stringify(report.newWordsNamed),
    );
    decoder.dispose();
  });

  it('reports the same where ONNX Runtime writes the captions, and releases what it has opened', async function () {
    const here = await onnxRuntimeHere();
    if (!here) this.skip();
    const runtime = countingRuntime(here);
    const [usual, onGraphs] = [await fineTune(job()), await fineTune(job({ runtime }))];
    assert.ok(runtime.runs > 100, `It was run ${runtime.runs} times.`);
    assert.equal(runtime.opened, 0);
    assert.deepEqual(onGraphs.report.examples, usual.report.examples);
    assert.deepEqual(onGraphs.report.after.completing, usual.report.after.completing);
    for (const { decoder } of [usual, onGraphs]) decoder.dispose();
  });

  it('tells in its report where captions have no spaces between words', async () => {
    const corrections = tinyCaptions.map((_, image) => ({ name: `${image}.jpg`, image, captions: ['狗在公园里'] }));
    const { decoder, report } = await fineTune(job({ corrections }));
    assert.equal(report.spaceless, true);
    decoder.dispose();
  });

  it('goes on with a run that was broken off, and ends where it would have ended', async () => {
    const whole = await fineTune(job());
    const abort = new AbortController();
    const interrupted = job({
      workFolder: folder,
      signal: abort.signal,
      onProgress: ({ step }) => {
        if (step === 12) abort.abort();
      },
    });
    await assert.rejects(fineTune(interrupted), { name: 'AbortError' });
    assert.ok(existsSync(path.join(folder, 'with-replay')));
    let first = Infinity;
    const onProgress = ({ step }: { step: number }): void => void (first = Math.min(first, step));
    const resumed = await fineTune(job({ workFolder: folder, onProgress }));
    assert.ok(first > 5, `begins at step ${first}`);
    assert.deepEqual(resumed.report, whole.report);
    whole.decoder.dispose();
    resumed.decoder.dispose();
  });

  /** What was trained with and without replay; the one that was kept comes first. */
  const curvesOf = async (captions: readonly string[]): Promise<FineTuneReport['curves']> => {
    const corrections = captions.map((caption, image) => ({ name: `${image}.jpg`, image, captions: [caption] }));
    const { decoder, report } = await fineTune(job({ corrections, recipe: { ...recipe, comparedAfter: 2 } }));
    decoder.dispose();
    return report.curves;
  };
  const comparedAt = 2 * recipe.leastBetween;

  for (const [kept, which, captions] of [
    [true, 'with replay where it agrees with what the person writes', tinyCaptions],
    [false, 'without replay where the person writes quite otherwise', tinyCaptions.map(backwards)],
  ] as const) {
    it(`goes on ${which}`, async () => {
      const [first, second] = await curvesOf(captions);
      assert.deepEqual([first.replay, second.replay], [kept, !kept]);
      assert.equal(second.points.at(-1)?.step, comparedAt, 'the other one ends where they are compared');
      assert.ok((first.points.at(-1)?.step ?? 0) > comparedAt);
    });
  }

  it('holds out captions that were changed as well as captions that were only accepted', async () => {
    const corrections = job().corrections.map((one, image) => ({ ...one, onlyAccepted: image < 4 }));
    const { decoder, report } = await fineTune(job({ corrections }));
    const wasAccepted = report.examples.map(({ image }) => image < 4);
    assert.deepEqual(wasAccepted, [true, false]);
    decoder.dispose();
  });

  it('refuses fewer than eight images and says how many are missing', async () => {
    const few = job().corrections.slice(0, 5);
    await assert.rejects(fineTune(job({ corrections: few })), /at least 8 .*so far: 5\. Decide 3 more/);
  });

  it('stops when the loss is not finite, and says so', async () => {
    const grids = { grids: (indices: readonly number[]) => tf.fill([indices.length, 4, 6], NaN) as tf.Tensor3D };
    await assert.rejects(fineTune(job({ grids })), { name: 'TrainingError', message: /no longer a finite number/ });
  });
});
