import assert from 'node:assert/strict';
import type { TrainingRecord } from '../../../src/captioner/training/checkpoint';
import { planOf } from '../../../src/captioner/training/plan';
import { defaultTrainingSettings } from '../../../src/captioner/training/settings';

const every = 10;

/** Records of these losses, the first before any step. */
function records(...losses: number[]): TrainingRecord[] {
  return losses.map((validationLoss, at) => ({ step: at * every, epoch: at, loss: null, validationLoss, figures: {} }));
}

describe('The plan of a training that goes on as long as the validation loss falls', () => {
  const untilFlat = { patience: 2, settling: 0.5, mostSteps: 1000 };
  const settings = { ...defaultTrainingSettings, learningRate: 0.1, warmUpSteps: 5, untilFlat };
  const plan = planOf(settings, 7, every);

  it('says how many steps there are at least: those until it would have waited in vain, and those in which it settles', () => {
    assert.deepEqual(plan.planned(records(3)), { steps: 30, atLeast: true });
    assert.deepEqual(plan.planned(records(3, 2, 1)), { steps: 60, atLeast: true });
    assert.deepEqual(plan.planned(records(3, 2, 1, 1.5)), { steps: 60, atLeast: true });
  });

  it('ends after so many validations without a lower loss, whatever comes while it settles', () => {
    const flat = records(3, 2, 1, 1.5, 1.4);
    assert.deepEqual(plan.planned(flat), { steps: 60, atLeast: false });
    assert.deepEqual(plan.planned([...flat, ...records(0.5)]), { steps: 60, atLeast: false });
  });

  it('learns at one rate after a warm-up, and at less and less while it settles', () => {
    const flat = records(3, 2, 1, 1.5, 1.4);
    const before = records(3, 2, 1, 1.5);
    const rates = (steps: number[], taken: TrainingRecord[]): number[] =>
      steps.map((step) => Number(plan.learningRate(step, taken).toFixed(3)));
    assert.deepEqual(rates([0, 4, 39], before), [0.02, 0.1, 0.1]);
    assert.deepEqual(rates([40, 50, 59], flat), [0.1, 0.05, 0.005]);
  });

  it('takes no more than the most steps, and settles within them', () => {
    const short = planOf({ ...settings, untilFlat: { ...untilFlat, mostSteps: 30 } }, 7, every);
    assert.deepEqual(short.planned(records(3, 2)), { steps: 30, atLeast: false });
    assert.deepEqual(short.planned(records(3, 2, 1, 0.5)), { steps: 30, atLeast: false });
    assert.deepEqual(
      [19, 20, 25].map((step) => short.learningRate(step, records(3, 2))),
      [0.1, 0.1, 0.05],
    );
  });
});
