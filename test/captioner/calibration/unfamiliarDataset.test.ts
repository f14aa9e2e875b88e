import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isUnfamiliar } from '../../../src/captioner/calibration/unfamiliarDataset';

describe('A dataset as a whole', () => {
  const told = (familiarities: readonly number[]): boolean | undefined =>
    isUnfamiliar({
      pictures: familiarities.length,
      sum: familiarities.reduce((sum, one) => sum + one, 0),
      squares: familiarities.reduce((sum, one) => sum + one * one, 0),
    });
  /** Pictures of which so many are nothing like what is known, and the others are just that. */
  const mixed = (strange: number, known: number): number[] => [
    ...Array.from({ length: strange }, () => 0),
    ...Array.from({ length: known }, () => 1),
  ];

  it('is unlike what is known where most of it is', () => {
    assert.equal(told(mixed(16, 4)), true);
    assert.equal(told(mixed(4, 16)), false);
  });

  it('is not judged by fewer than twenty pictures', () => {
    assert.equal(told(mixed(19, 0)), undefined);
  });

  it('is not judged where its mean lies in the middle, unless there are many pictures', () => {
    assert.equal(told(mixed(11, 9)), undefined);
    assert.equal(told(mixed(550, 450)), true);
    assert.equal(told(mixed(450, 550)), false);
  });

  it('is judged by its mean alone where all pictures are alike, unless that lies just in the middle', () => {
    const alike = (familiarity: number): number[] => Array.from({ length: 20 }, () => familiarity);
    assert.deepEqual(
      [0.4375, 0.5, 0.5625].map((each) => told(alike(each))),
      [true, undefined, false],
    );
  });
});
