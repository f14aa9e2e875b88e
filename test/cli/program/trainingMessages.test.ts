import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'mocha';
import { Messages } from '../../../src/cli/program/messages';
import { showTraining } from '../../../src/cli/program/trainingMessages';

describe('The progress of a training', () => {
  it('is told by phase, and each validation once, with the epoch that it is about', () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const show = showTraining(new Messages(stream, () => 0));
    const training = { phase: 'training', epochs: 2, steps: 4, secondsLeft: 9 } as const;
    show({ phase: 'features', epoch: 0, epochs: 0, step: 0, steps: 3 });
    show({ phase: 'features', epoch: 0, epochs: 0, step: 0, steps: 0, message: 'b.jpg is left out: it is damaged.' });
    show({ ...training, epoch: 0.5, step: 1, loss: 5 });
    show({ ...training, epoch: 1, step: 2, loss: 4 });
    show({ ...training, epoch: 1.5, step: 3, loss: 3, validationLoss: 4.5 });
    show({ ...training, epoch: 2, step: 4, loss: 2, validationLoss: 4.5 });
    assert.deepEqual(String(stream.read()).split('\n'), [
      'looking at the images, 0/3',
      'b.jpg is left out: it is damaged.',
      'training epoch 1/2 loss 5.000, 1/4, 9 s left',
      'after 1 of 2 epochs, loss 4.000: validation loss 4.500',
      '',
    ]);
  });

  it('says where another way of learning begins, and compares the start of one with the end of none', () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const show = showTraining(new Messages(stream, () => 0));
    const training = { phase: 'training', epochs: 2, steps: 4, secondsLeft: 9 } as const;
    show({ ...training, epoch: 2, step: 4, loss: 2, validationLoss: 3 });
    show({ ...training, epoch: 0.5, step: 1, loss: 5, validationLoss: 6.5 });
    const lines = String(stream.read()).split('\n');
    assert.deepEqual(lines.slice(-3), [
      'another way of learning is tried, from the beginning',
      'after 0 of 2 epochs: validation loss 6.500',
      '',
    ]);
  });

  it('is estimated once, after the first minute of training: looking at the images does not count', () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    let now = new Date(2026, 0, 31, 23, 0).getTime();
    const show = showTraining(new Messages(stream, () => 0), () => now);
    const training = { phase: 'training', epoch: 0, epochs: 2, steps: 9 } as const;
    show({ phase: 'features', epoch: 0, epochs: 0, step: 0, steps: 3 });
    now += 300_000;
    show({ ...training, step: 1, secondsLeft: 9_000 });
    now += 59_000;
    show({ ...training, step: 2, secondsLeft: 8_000 });
    now += 1_000;
    show({ ...training, step: 3, secondsLeft: 7_500 });
    now += 60_000;
    show({ ...training, step: 4, secondsLeft: 7_400 });
    const estimates = String(stream.read())
      .split('\n')
      .filter((line) => line.startsWith('About'));
    assert.deepEqual(estimates, ['About 2 h 5 min of training left, until Sun Feb 01 2026, 01:11.']);
  });

  it('says how long it takes at least, where it goes on as long as it gains', () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    let now = 0;
    const show = showTraining(new Messages(stream, () => 0), () => now);
    const training = { phase: 'training', epochs: 3.5, steps: 35, atLeast: true } as const;
    show({ ...training, epoch: 0.1, step: 1, secondsLeft: 99 });
    now += 60_000;
    show({ ...training, epoch: 1.1, step: 11, loss: 3, validationLoss: 4.5, secondsLeft: 89 });
    assert.deepEqual(String(stream.read()).trimEnd().split('\n'), [
      'training epoch 1, 1/35, at least 99 s left',
      'At least 1 min of training left: it goes on as long as the held-out captions grow likelier.',
      'after 0.1 epochs: validation loss 4.500',
    ]);
  });
});
