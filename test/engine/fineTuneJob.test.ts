import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '../../src/engine/backends/backends';
import { readBundleDescription } from '../../src/captioner/bundle/description';
import type { FineTuneParams, FineTuneResult } from '../../src/engine/protocol/fineTuneProtocol';
import { fineTuneJob } from '../../src/engine/jobs/fineTuneJob';
import type { TrainingProgress } from '../../src/engine/protocol/protocol';
import { sampleCaptions as captions } from '../sampleCaptions';
import { writeSmallModel } from '../smallModel';
import { bundledModel, makeClient, sample } from './builtEngine';

const steps = 3;

describe('A fine-tune', function () {
  this.timeout(120_000);
  let dataset: string;
  let base: string;
  let folder: string;
  let whole: FineTuneResult;

  before(async () => {
    await useBackend('auto');
    dataset = await mkdtemp(path.join(os.tmpdir(), 'showtell-fine-tune-job-'));
    for (const name of Object.keys(captions)) await cp(sample(name), path.join(dataset, name));
    await writeFile(path.join(dataset, 'broken.jpg'), 'this is no picture');
    await writeRows('metadata.jsonl', { ...captions, 'broken.jpg': 'a picture' });
    base = path.join(dataset, 'base');
    await writeSmallModel(base);
    whole = await fineTuneJob(params('whole'), context());
  });
  after(() => rm(dataset, { recursive: true, force: true }));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-fine-tune-job-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('goes on after it was cancelled, and ends with the very weights of one in one piece', async () => {
    const abort = new AbortController();
    const stopAtSecond = ({ phase, step }: TrainingProgress): void => {
      if (phase === 'training' && step === 2) abort.abort();
    };
    await assert.rejects(fineTuneJob(params('own'), context(stopAtSecond, abort.signal)), { name: 'AbortError' });
    assert.equal(await exists('own'), false);
    const taken: number[] = [];
    await fineTuneJob({ ...params('own'), resume: true }, context(collectSteps(taken)));
    assert.deepEqual(taken, [3, 1, 2, 3], 'the first two steps are not taken again');
    assert.equal(await hashOf('own'), await hashOf('whole'));
    assert.deepEqual(await readdir(path.join(folder, 'work')), []);
  });

  describe('of the bundled model', () => {
    let tuned: FineTuneResult;
    before(async () => {
      tuned = await fineTuneJob(
        { ...params('whole'), out: path.join(dataset, 'own'), baseModel: bundledModel },
        context(),
      );
    });

    it('keeps the word detectors of its base', async () => {
      const [own, base] = await Promise.all([tuned.model.directory, bundledModel].map(readBundleDescription));
      assert.deepEqual(own.detectors?.words, base.detectors?.words ?? assert.fail('the bundled model has some'));
    });

    it('finds no house terms in a few plain captions', () => {
      assert.deepEqual(tuned.report.terms, []);
    });
  });

  it('that is killed leaves the base model as it was, and goes on', async () => {
    const before = await hashOf(base);
    const { client } = makeClient('auto', base);
    const taken: number[] = [];
    const killAtSecondCandidate = (progress: TrainingProgress): void => {
      collectSteps(taken)(progress);
      if (taken.length > steps) process.kill(client.pid ?? assert.fail('it runs'), 'SIGKILL');
    };
    try {
      await assert.rejects(client.fineTune(params('own'), killAtSecondCandidate), { kind: 'crashed' });
      assert.deepEqual([await hashOf(base), await readdir(folder)], [before, ['work']]);
      taken.length = 0;
      await client.fineTune({ ...params('own'), resume: true }, collectSteps(taken));
    } finally {
      await client.dispose();
    }
    assert.deepEqual(taken, [1, 2, 3], 'the candidate that was done is not trained again');
    assert.equal(await hashOf('own'), await hashOf('whole'));
  });

  it('that was killed when its model was written but the run not forgotten is done when it goes on', async () => {
    const run = path.join(folder, 'work', 'run.json');
    let kept = '';
    const keepRun = ({ phase }: TrainingProgress): void => {
      if (phase === 'saving') kept = readFileSync(run, 'utf8');
    };
    const first = await fineTuneJob(params('own'), context(keepRun));
    await writeFile(run, kept);
    const taken: number[] = [];
    const again = await fineTuneJob({ ...params('own'), resume: true }, context(collectSteps(taken)));
    assert.deepEqual([again, taken], [first, []]);
    assert.deepEqual(await readdir(path.join(folder, 'work')), []);
  });

  it('learns anew when an image is gone that it had begun to learn from, so that none is held out that was learned from', async () => {
    const abort = new AbortController();
    const stopAtSecond = ({ phase, step }: TrainingProgress): void => {
      if (phase === 'training' && step === 2) abort.abort();
    };
    await assert.rejects(fineTuneJob(params('own'), context(stopAtSecond, abort.signal)), { name: 'AbortError' });
    const [gone, aside] = [path.join(dataset, 'cat.jpg'), path.join(folder, 'cat.jpg')];
    await rename(gone, aside);
    try {
      const taken: number[] = [];
      const told: string[] = [];
      const note = (progress: TrainingProgress): void => {
        collectSteps(taken)(progress);
        if (progress.message !== undefined) told.push(progress.message);
      };
      const { rows, problems } = await fineTuneJob({ ...params('own'), resume: true }, context(note));
      assert.deepEqual(taken.slice(0, steps), [1, 2, 3]);
      assert.ok(told.some((text) => text.includes('begins anew without them')));
      assert.equal(rows, Object.keys(captions).length - 1);
      assert.deepEqual(
        problems.map(({ fileName }) => fileName),
        ['metadata.jsonl:11 (broken.jpg)', 'metadata.jsonl:3 (cat.jpg)'],
      );
    } finally {
      await rename(aside, gone);
    }
  });

  it('leaves out an image that cannot be read, and names it with its line', () => {
    assert.deepEqual(
      whole.problems.map(({ fileName }) => fileName),
      ['metadata.jsonl:11 (broken.jpg)'],
    );
    assert.match(whole.problems[0].reason, /not an image|no image|cannot be/i);
    assert.equal(whole.rows, Object.keys(captions).length);
    assert.equal(whole.report.trainedOn + whole.report.heldOut, whole.rows);
  });

  it('is refused while another one uses the same folder, in this process or in another one', async () => {
    const abort = new AbortController();
    let second: Promise<unknown> | undefined;
    const beginSecond = (): void => {
      second ??= assert
        .rejects(fineTuneJob(params('second'), context()), /Another fine-tune is running/)
        .finally(() => abort.abort());
    };
    await assert.rejects(fineTuneJob(params('first'), context(beginSecond, abort.signal)), { name: 'AbortError' });
    await second;

    const other = fork(path.resolve('test/dataset/lockTaker.ts'));
    await once(other, 'message');
    other.send(path.join(folder, 'work'));
    assert.deepEqual((await once(other, 'message'))[0], true);
    await assert.rejects(fineTuneJob(params('first'), context()), /Another fine-tune is running/);
    other.disconnect();
    await once(other, 'exit');
  });

  it('writes and deletes nothing once another process has taken its folder over', async () => {
    const loseLock = ({ phase, step }: TrainingProgress): void => {
      if (phase === 'training' && step === 2)
        rmSync(path.join(folder, 'work', '.lock'), { recursive: true, force: true });
    };
    await assert.rejects(fineTuneJob(params('own'), context(loseLock)), /Another fine-tune is running/);
    assert.equal(await exists('own'), false);
    assert.ok((await readdir(path.join(folder, 'work'))).includes('run.json'), 'it is left to whoever has it now');
  });

  it('is refused before it begins where the model could not be written', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const nowhere = { ...params('own'), out: path.join(folder, 'file', 'own') };
    await assert.rejects(fineTuneJob(nowhere, context(failAtFeatures)), /own cannot be written: .*Put that right/);
    await mkdir(path.join(folder, 'own'));
    await assert.rejects(fineTuneJob(params('own'), context(failAtFeatures)), /own exists already/);
  });

  it('leaves no half model on a full disk, says so, and goes on once there is room', async function () {
    const disk = path.join(folder, 'disk');
    await mkdir(disk);
    if (!mount('size=1m', disk)) this.skip();
    try {
      const onDisk = { ...params('own'), out: path.join(disk, 'own') };
      await assert.rejects(fineTuneJob(onDisk, context()), /own cannot be written: the disk is full/);
      assert.deepEqual(await readdir(disk), []);
      mount('remount,size=100m', disk);
      const taken: number[] = [];
      await fineTuneJob({ ...onDisk, resume: true }, context(collectSteps(taken)));
      assert.deepEqual(taken, [], 'nothing is trained again');
      assert.equal(await hashOf(onDisk.out), await hashOf('whole'));
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('says so when the disk has no room to save how far it is, and goes on once there is room', async function () {
    const before = await hashOf(base);
    const disk = path.join(folder, 'disk');
    await mkdir(disk);
    if (!mount('size=200k', disk)) this.skip();
    try {
      const onDisk = { ...params('own'), workFolder: path.join(disk, 'work') };
      const abort = new AbortController();
      const stopAtSecond = ({ phase, step }: TrainingProgress): void => {
        if (phase === 'training' && step === 2) abort.abort();
      };
      await assert.rejects(
        fineTuneJob(onDisk, context(stopAtSecond, abort.signal)),
        /with-replay cannot be written: the disk is full\. Put that right/,
      );
      assert.deepEqual([await hashOf(base), await exists('own')], [before, false]);
      mount('remount,size=500m', disk);
      await fineTuneJob({ ...onDisk, resume: true }, context());
      assert.equal(await hashOf('own'), await hashOf('whole'));
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('stops when the loss is not finite, says so, and leaves nothing but the model in use', async () => {
    const before = await hashOf(base);
    const kernel = { backendName: tf.getBackend(), kernelName: 'Tanh' };
    const tanh = tf.getKernel(kernel.kernelName, kernel.backendName) ?? assert.fail();
    const breakDown = ({ phase }: TrainingProgress): void => {
      if (phase !== 'training') return;
      tf.unregisterKernel(kernel.kernelName, kernel.backendName);
      tf.registerKernel({ ...tanh, kernelFunc: ({ inputs }) => tf.fill(inputs.x?.shape ?? [], NaN) });
    };
    try {
      await assert.rejects(fineTuneJob(params('own'), context(breakDown)), {
        name: 'TrainingError',
        message: /stopped at step 2: the loss is no longer a finite number\. The model in use is as it was/,
      });
    } finally {
      tf.unregisterKernel(kernel.kernelName, kernel.backendName);
      tf.registerKernel(tanh);
    }
    assert.equal(await hashOf(base), before);
    assert.deepEqual([await readdir(folder), await readdir(path.join(folder, 'work'))], [['work'], []]);
  });

  it('is refused with too few rows, and says how many are missing', async () => {
    await writeRows('few.jsonl', Object.fromEntries(Object.entries(captions).slice(0, 5)));
    const few = { ...params('own'), datasetPath: path.join(dataset, 'few.jsonl') };
    await assert.rejects(fineTuneJob(few, context(failAtFeatures)), /at least 8 .*so far: 5\. Decide 3 more/);
  });

  it('cannot go on where nothing was broken off', async () => {
    await assert.rejects(
      fineTuneJob({ ...params('own'), resume: true }, context()),
      /There is no fine-tune that was broken off/,
    );
  });

  /** The first one lies in the dataset's folder, so that the others can be compared with it. */
  function params(name: string): FineTuneParams {
    const place = name === 'whole' ? dataset : folder;
    return {
      datasetPath: path.join(dataset, 'metadata.jsonl'),
      baseModel: base,
      out: path.join(place, name),
      seed: 1,
      workFolder: path.join(place, 'work'),
      resume: false,
      cache: path.join(dataset, 'cache'),
      steps,
    };
  }

  async function writeRows(file: string, rows: Record<string, string>): Promise<void> {
    const lines = Object.entries(rows).map(
      ([name, text]) => `${JSON.stringify({ file_name: name, text, status: 'written' })}\n`,
    );
    await writeFile(path.join(dataset, file), lines.join(''));
  }

  async function hashOf(name: string): Promise<string> {
    const model = path.isAbsolute(name) ? name : path.join(name === 'whole' ? dataset : folder, name);
    return createHash('sha256')
      .update(await readFile(path.join(model, 'decoder.bin')))
      .digest('hex');
  }

  async function exists(name: string): Promise<boolean> {
    return (await readdir(folder)).some((entry) => entry.startsWith(name));
  }
});

function context(
  report: (progress: TrainingProgress) => void = () => undefined,
  signal = new AbortController().signal,
): Parameters<typeof fineTuneJob>[1] {
  return { report, giveWay: () => new Promise((done) => setImmediate(done)), signal };
}

function collectSteps(steps: number[]): (progress: TrainingProgress) => void {
  return ({ phase, step }) => void (phase === 'training' && steps.push(step));
}

function failAtFeatures({ phase, step }: TrainingProgress): void {
  if (phase === 'features' && step > 0) assert.fail('it has begun');
}

/** Whether it could be mounted: only the superuser may, and not everywhere. */
function mount(options: string, folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
