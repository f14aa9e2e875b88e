import assert from 'node:assert/strict';
import type { Hypothesis } from '../../../src/captioner/beamSearch/beams';
import { coverage } from '../../../src/captioner/beamSearch/coverage';
import type { ObjectsInView } from '../../../src/captioner/objects/objectNamer';

describe('Of captions that are nearly as likely', () => {
  /** A caption that looks at one location a piece. */
  const caption = (score: number, attention: number[][]): Hypothesis => ({
    nodes: attention.map((shares, piece) => ({
      piece,
      logProbability: 0,
      attention: Float32Array.from(shares),
      before: undefined,
    })),
    logProbability: score,
    isCut: false,
    score,
  });
  const [left, right, both] = [
    [0.9, 0.1],
    [0.1, 0.9],
    [0.5, 0.5],
  ];
  const scores = (found: Hypothesis[], objects?: ObjectsInView): number[] =>
    coverage.order(found, objects).map(({ score }) => score);

  it('that comes first which looks at more of the image', () => {
    assert.deepEqual(scores([caption(-1, [left, left]), caption(-1.1, [left, right])]), [-1.1, -1]);
  });

  it('the likeliest comes first where the others are far behind', () => {
    assert.deepEqual(scores([caption(-1, [left, left]), caption(-1.5, [left, right])]), [-1, -1.5]);
  });

  it('what was looked at once already counts no more', () => {
    assert.deepEqual(scores([caption(-1, [both, both]), caption(-1.01, [both, both, both, both])]), [-1, -1.01]);
  });

  it('they stay as they are where there is something to name', () => {
    const name = {
      object: 0,
      text: 'bear',
      standIn: 5,
      probability: 0.5,
      push: 1,
      isCertain: true,
      places: new Float32Array(2),
    };
    const objects = { names: [name], withheld: new Map() };
    assert.deepEqual(scores([caption(-1, [left, left]), caption(-1.1, [left, right])], objects), [-1, -1.1]);
  });

  it('that comes first which looks at more also where objects are known, and none of them is to be named', () => {
    const nothing = { names: [], withheld: new Map() };
    assert.deepEqual(scores([caption(-1, [left, left]), caption(-1.1, [left, right])], nothing), [-1.1, -1]);
  });

  it('they stay as they are without attention', () => {
    assert.deepEqual(scores([caption(-1, [[], []]), caption(-1.1, [[], [], []])]), [-1, -1.1]);
  });

  it('a caption without words looks at nothing', () => {
    assert.deepEqual(scores([caption(-1, [left, left]), caption(-1.01, [])]), [-1, -1.01]);
  });
});
