import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { comparisonView, resultView } from '../../../src/extension/comparison/comparisonView';
import { ModelComparison, type ComparedImage } from '../../../src/extension/comparison/modelComparison';
import type { Model } from '../../../src/extension/models/modelLibrary';

const imageAt = (at: number, mayBeLearned = false): ComparedImage => ({
  ...{ key: `${at}`, fileName: `${at}.jpg`, path: `/pictures/${at}.jpg`, mayBeLearned },
});
const images = (count: number): ComparedImage[] => Array.from({ length: count }, (_, at) => imageAt(at));
const model = (name: string): Model =>
  ({ directory: `/models/${name}`, bundled: false, description: { name } }) as unknown as Model;
const models = [model('Old'), model('New')] as const;

/** Both models have captioned all images, each in its own words. */
function captioned(count: number, seed = 1): ModelComparison {
  const comparison = new ModelComparison(images(count), seed);
  for (const image of comparison.images) comparison.add(image, ['the old caption', 'the new caption']);
  return comparison;
}

/** Prefers the caption of a model at the image that is asked about, wherever it stands. */
function prefer(comparison: ModelComparison, place: 0 | 1): void {
  const pair = comparison.current;
  assert.ok(pair);
  comparison.choose(pair.image.key, comparison.sides(pair)[0] === place ? 'left' : 'right');
}

describe('The comparison of two models', () => {
  it('shows no name while it is asked, and puts each model on the left at about half of the images', () => {
    const comparison = captioned(200);
    assert.doesNotMatch(JSON.stringify(comparisonView(comparison)), /Old|New|models/);
    const left = comparison.pairs.filter((pair) => comparison.sides(pair)[0] === 0).length;
    assert.ok(left > 75 && left < 125, `${left} of 200`);
  });

  it('draws the sides by its seed', () => {
    const sides = (seed: number): unknown => {
      const comparison = captioned(40, seed);
      return comparison.pairs.map((pair) => comparison.sides(pair));
    };
    assert.deepEqual(sides(3), sides(3));
    assert.notDeepEqual(sides(3), sides(4));
  });

  it('counts a choice for the model whose caption stood there', () => {
    const comparison = captioned(10);
    for (let count = 0; count < 7; count++) prefer(comparison, 1);
    for (let count = 0; count < 2; count++) prefer(comparison, 0);
    comparison.choose(comparison.current?.image.key ?? '', 'neither');
    assert.deepEqual(comparison.tally, { preferred: [2, 7], neither: 1 });
    assert.ok(comparison.isOver);
  });

  it('tells at the end whose captions were preferred, with a range of 95 % in which only preferences count', () => {
    const comparison = captioned(30);
    for (let count = 0; count < 18; count++) prefer(comparison, 0);
    for (let count = 0; count < 7; count++) prefer(comparison, 1);
    for (let count = 0; count < 5; count++) comparison.choose(comparison.current?.image.key ?? '', 'neither');
    const { models: told, neither, share, rows } = resultView(comparison, models, '/models/New');
    assert.deepEqual(
      told.map(({ name, preferred, inUse }) => ({ name, preferred, inUse })),
      [
        { name: 'Old', preferred: 18, inUse: false },
        { name: 'New', preferred: 7, inUse: true },
      ],
    );
    assert.equal(neither, 5);
    assert.deepEqual(
      [share?.value, share?.from, share?.to].map((number) => number?.toFixed(3)),
      ['0.720', '0.524', '0.857'],
    );
    assert.deepEqual([rows[0].preferred, rows[20].preferred, rows[29].preferred], [0, 1, undefined]);
  });

  it('has no share where no caption was preferred', () => {
    assert.equal(resultView(captioned(3), models, '').share, undefined);
  });

  it('asks nothing where both say the same, unless these are to be shown, too', () => {
    const comparison = new ModelComparison(images(3), 1);
    comparison.add(imageAt(0), ['the same', 'the same']);
    comparison.add(imageAt(1), ['one', 'other']);
    comparison.add(imageAt(2), ['the same', 'the same']);
    assert.equal(comparison.current?.image.key, '1');
    comparison.showAlike(true);
    assert.deepEqual([comparison.current?.image.key, comparison.asked.length], ['1', 3]);
    comparison.goBack();
    assert.equal(comparison.current?.image.key, '0');
    comparison.showAlike(false);
    assert.equal(comparison.current?.image.key, '1');
  });

  it('tells how many were judged, which place is looked at, and what was chosen there', () => {
    const comparison = captioned(10);
    for (const [count, place] of [
      [3, 0],
      [2, 1],
    ] as const)
      for (let at = 0; at < count; at++) prefer(comparison, place);
    comparison.choose(comparison.current?.image.key ?? '', 'neither');
    const { type, judged, pair } = comparisonView(comparison);
    assert.deepEqual([type, judged, pair?.place, pair?.chosen], ['comparison', 6, 7, undefined]);
    comparison.goBack();
    assert.deepEqual([comparisonView(comparison).pair?.place, comparisonView(comparison).pair?.chosen], [6, 'neither']);
    for (const choice of ['left', 'right'] as const) {
      comparison.choose(comparison.current?.image.key ?? '', choice);
      comparison.goBack();
      assert.equal(comparisonView(comparison).pair?.chosen, choice);
    }
    assert.equal(comparisonView(new ModelComparison(images(2), 1)).pair, undefined);
  });

  it('goes back to what was said, and takes what is said then', () => {
    const comparison = captioned(2);
    prefer(comparison, 0);
    comparison.goBack();
    const pair = comparison.current;
    assert.ok(pair);
    assert.equal(comparison.choice(pair), comparison.sides(pair)[0] === 0 ? 'left' : 'right');
    prefer(comparison, 1);
    assert.deepEqual(comparison.tally.preferred, [0, 1]);
  });

  it('takes nothing that was said of an image that is not looked at any more', () => {
    const comparison = captioned(3);
    comparison.choose('0', 'left');
    comparison.choose('0', 'left');
    assert.equal(comparison.current?.image.key, '1');
  });

  it('waits for images that are not captioned yet, and counts those that cannot be read', () => {
    const comparison = new ModelComparison(images(3), 1);
    comparison.add(imageAt(0), ['one', 'other']);
    prefer(comparison, 0);
    assert.deepEqual([comparison.current, comparison.isOver], [undefined, false]);
    comparison.failed++;
    comparison.add(imageAt(2), ['one', 'other']);
    assert.equal(comparison.current?.image.key, '2');
    prefer(comparison, 0);
    assert.ok(comparison.isOver);
  });
});
