import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { progressLine } from '../../../src/extension/fineTune/progressLine';

describe('What a fine-tune says of how far it is', () => {
  const training = { phase: 'training', epoch: 1, epochs: 3, step: 40, steps: 90 } as const;

  it('is the step and the time that the steps take, and that a comparison comes behind them', () => {
    assert.equal(progressLine({ ...training, secondsLeft: 4.2 }), 'step 40 of 90, 5 s left, then the comparison');
  });

  it('is a time at least while nobody knows how many steps it will take', () => {
    assert.equal(
      progressLine({ ...training, secondsLeft: 30, atLeast: true }),
      'step 40, at least 30 s left, then the comparison',
    );
  });

  it('is what it does where there are no steps', () => {
    assert.equal(
      progressLine({ ...training, phase: 'validating', step: 0, steps: 0 }),
      'comparing with the model before',
    );
  });
});
