import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { TrainingProgress } from '../../../src/captioner/training/trainingJob';
import { TrainingLog } from '../../../src/engine/trainingLog/trainingLog';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { installPackages } from '../../harness/pythonPackages';

const readEvents = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1]).Reload()
print(json.dumps({tag: [[event.step, event.value] for event in events.Scalars(tag)] for tag in events.Tags()["scalars"]}))
`;
const eventsSchema = z.record(z.string(), z.array(z.tuple([z.int(), z.number()])));

function progressAt(step: number): TrainingProgress {
  const rest = { steps: 60, epoch: 0, epochs: 1, loss: 0, secondsLeft: 1 };
  return {
    ...rest,
    atLeast: false,
    step,
    stepLoss: 5 - step / 16,
    learningRate: step / 1024,
    gradientNorm: step,
    secondsEach: 0.5,
  };
}

function recordAt(step: number, figures: Record<string, number> = {}): Parameters<TrainingLog['record']>[0] {
  return { step, epoch: step / 30, loss: 3, validationLoss: 4 - step / 64, figures };
}

describe('The log of a training', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();

  async function logSteps(from: number, to: number): Promise<void> {
    const log = await TrainingLog.open(folder.path, from, () => 1_700_000_000_000 + from);
    for (let step = from + 1; step <= to; step++) {
      log.progress(progressAt(step));
      if (step % 30 === 0) log.record(recordAt(step, { reward: step }));
    }
    await log.close();
  }

  const table = (): string[] => readFileSync(path.join(folder.path, 'training.csv'), 'utf8').trimEnd().split('\n');

  it('is read by TensorBoard: each scalar at its step', async () => {
    await logSteps(0, 30);
    const events = await readWithTensorBoard(folder.path);
    assert.deepEqual(events['training/loss'], [
      [10, 5 - 10 / 16],
      [20, 5 - 20 / 16],
      [30, 5 - 30 / 16],
    ]);
    assert.deepEqual(events['training/gradient_norm'], [
      [10, 10],
      [20, 20],
      [30, 30],
    ]);
    assert.deepEqual(events['training/learning_rate'], [
      [10, 10 / 1024],
      [20, 20 / 1024],
      [30, 30 / 1024],
    ]);
    assert.deepEqual(
      events['training/seconds_a_step'].map(([, seconds]) => seconds),
      [0.5, 0.5, 0.5],
    );
    assert.deepEqual(events['validation/loss'], [[30, 4 - 30 / 64]]);
    assert.deepEqual(events['validation/reward'], [[30, 30]]);
  });

  it('has no step twice when a run is taken up at a checkpoint before its end', async () => {
    await logSteps(0, 40);
    await logSteps(25, 60);
    const events = await readWithTensorBoard(folder.path);
    assert.deepEqual(
      events['training/loss'].map(([step]) => step),
      [10, 20, 30, 40, 50, 60],
    );
    assert.deepEqual(table(), ['step,epoch,loss,validation_loss,reward', '30,1,3,3.53125,30', '60,2,3,3.0625,60']);
    assert.equal(readdirSync(folder.path).filter((name) => name.startsWith('events.out')).length, 2);
  });

  it('gives a figure that comes later a column that is empty before', async () => {
    const log = await TrainingLog.open(folder.path, 0);
    log.record({ ...recordAt(0), loss: null });
    log.record(recordAt(32, { 'a,b': 2 }));
    await log.close();
    assert.deepEqual(table(), ['step,epoch,loss,validation_loss,a_b', '0,0,,4,', `32,${32 / 30},3,3.5,2`]);
  });

  it('says at its end what could not be written', async () => {
    const log = await TrainingLog.open(path.join(folder.path, 'log'), 0);
    rmSync(path.join(folder.path, 'log'), { recursive: true });
    writeFileSync(path.join(folder.path, 'log'), '');
    log.progress(progressAt(10));
    await assert.rejects(log.close(), /ENOTDIR|EEXIST/);
  });

  it('leaves the training alone until then: what could not be written ends no process', async () => {
    const place = path.join(folder.path, 'log');
    const [log, other] = [await TrainingLog.open(place, 0), await TrainingLog.open(place, 0)];
    rmSync(place, { recursive: true });
    writeFileSync(place, '');
    const rejections: unknown[] = [];
    const note = (reason: unknown): unknown => rejections.push(reason);
    process.on('unhandledRejection', note);
    try {
      log.progress(progressAt(10));
      // That of the other one is told after that of the first.
      other.progress(progressAt(10));
      await assert.rejects(other.close());
      await setImmediate();
    } finally {
      process.off('unhandledRejection', note);
    }
    assert.deepEqual(rejections, []);
    await assert.rejects(log.close());
  });

  async function readWithTensorBoard(directory: string): Promise<z.infer<typeof eventsSchema>> {
    const { command, env } = await installPackages(['tensorboard==2.21.0']);
    const run = await promisify(execFile)(command, ['-c', readEvents, directory], { env: { ...process.env, ...env } });
    return eventsSchema.parse(JSON.parse(run.stdout));
  }
});
