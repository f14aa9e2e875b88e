import assert from 'node:assert/strict';
import { ReplayOrder } from '../../../../src/captioner/training/fineTune/replayOrder';
import { defaultRecipe, settingsFor } from '../../../../src/captioner/training/fineTune/recipe';
import type { TrainingImage } from '../../../../src/captioner/training/examples';

const settings = settingsFor(defaultRecipe, 7);

/** Images with captions of 5 to 24 pieces. */
function images(count: number, first = 0): TrainingImage[] {
  return Array.from({ length: count }, (_, at) => ({
    image: first + at,
    captions: [Array.from({ length: 5 + ((at * 7) % 20) }, () => 300)],
  }));
}

function orderOf(corrections: number, replayed: number): ReplayOrder {
  return new ReplayOrder(images(corrections), images(replayed, 1000), settings, 16);
}

const isReplayed = ({ image }: TrainingImage): boolean => image >= 1000;
const numbers = (some: readonly TrainingImage[]): number[] => some.map(({ image }) => image).sort((a, b) => a - b);

describe('The order in which corrections are learned', () => {
  it('has each of them once an epoch, and beside them as many captions that are replayed', () => {
    const order = orderOf(48, 64);
    assert.equal(order.stepsPerEpoch, 3);
    const epoch = [0, 1, 2].flatMap((step) => order.imagesOf(step));
    assert.deepEqual(
      numbers(epoch.filter((one) => !isReplayed(one))),
      Array.from({ length: 48 }, (_, at) => at),
    );
    assert.equal(epoch.filter(isReplayed).length, 48);
  });

  it('puts captions of similar length together, as a step takes as long as its longest one', () => {
    const order = orderOf(80, 80);
    for (let step = 0; step < order.stepsPerEpoch; step++) {
      const lengths = order.imagesOf(step).map(({ captions }) => captions[0].length);
      assert.ok(Math.max(...lengths) - Math.min(...lengths) <= 12, lengths.join(' '));
    }
  });

  it('replays all captions in the course of time, also beside a single step of corrections', () => {
    const order = orderOf(10, 64);
    const seen = new Set<number>();
    for (let step = 0; step < 60; step++)
      for (const { image } of order.imagesOf(step).filter(isReplayed)) seen.add(image);
    assert.equal(seen.size, 64);
  });

  it('is the same for the same seed at every step, so that a run can be taken up', () => {
    const [one, other] = [orderOf(40, 40), orderOf(40, 40)];
    const later = other.imagesOf(8);
    for (let step = 0; step < 8; step++) one.imagesOf(step);
    assert.deepEqual(one.imagesOf(8), later);
  });
});
