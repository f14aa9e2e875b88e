import assert from 'node:assert/strict';
import { hardlyKnowsImages, knowsImages } from '../../../../src/captioner/training/fineTune/knownImages';
import { WordFlow } from '../../../../src/captioner/training/fineTune/wordFlow';

/** @param seen by caption, how much more of it was expected of its image than of another one */
function flowOf(seen: readonly number[]): WordFlow {
  const flow = new WordFlow();
  flow.seen.push(...seen);
  return flow;
}
const captions = (count: number, seen: (at: number) => number): number[] =>
  Array.from({ length: count }, (_, at) => seen(at));

describe('Whether the model knows what is in images', () => {
  it('is sure where it expects more of most captions of their own image', () => {
    const flow = flowOf(captions(20, (at) => (at % 4 === 0 ? -0.2 : 0.6)));
    assert.deepEqual([knowsImages(flow), hardlyKnowsImages(flow)], [true, false]);
  });

  it('is sure not to be so where it makes no difference which image it sees', () => {
    const flow = flowOf(captions(20, (at) => (at % 2 === 0 ? -0.02 : 0.02)));
    assert.deepEqual([knowsImages(flow), hardlyKnowsImages(flow)], [false, true]);
  });

  it('is left open where captions differ much, and with a few of them', () => {
    const differing = flowOf(captions(20, (at) => (at % 2 === 0 ? -0.9 : 0.9)));
    assert.deepEqual([knowsImages(differing), hardlyKnowsImages(differing)], [false, false]);
    const few = flowOf(captions(8, () => 0));
    assert.deepEqual([knowsImages(few), hardlyKnowsImages(few)], [false, false]);
  });
});
