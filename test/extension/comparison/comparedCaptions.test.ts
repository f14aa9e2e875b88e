import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { comparedCaptions } from '../../../src/extension/comparison/comparedCaptions';
import type { ComparedCaption } from '../../../src/extension/comparison/comparisonMessages';

const marked = (one: string, other: string): string[] =>
  comparedCaptions(one, other).map(({ before, differs, after }) => `${before}[${differs}]${after}`);

describe('What two captions say otherwise', () => {
  it('stands between the words that both begin and end with', () => {
    assert.deepEqual(marked('a dog runs on grass', 'a black cat sits on grass'), [
      'a [dog runs] on grass',
      'a [black cat sits] on grass',
    ]);
  });

  it('is nothing of the one that only has less', () => {
    assert.deepEqual(marked('a dog runs', 'a dog runs fast'), ['a dog runs[]', 'a dog runs [fast]']);
    assert.deepEqual(marked('a a', 'a'), ['a [a]', 'a[]']);
  });

  it('is nothing where both are the same, and all where nothing is', () => {
    assert.deepEqual(marked('the same', 'the same'), ['the same[]', 'the same[]']);
    assert.deepEqual(marked('one', ''), ['[one]', '[]']);
  });

  it('is found among words that no space parts', () => {
    const [one] = comparedCaptions('一只狗在草地上奔跑', '一只猫在草地上奔跑');
    assert.match(one.differs, /狗/);
    assert.match(one.after, /奔跑$/);
  });

  it('loses no letter and no space', () => {
    const pairs = [
      ['a dog ', ' a  cat'],
      ['  ', 'x'],
      ['a dog, a cat.', 'a dog. A cat'],
    ];
    const whole = ({ before, differs, after }: ComparedCaption): string => before + differs + after;
    for (const [one, other] of pairs) assert.deepEqual(comparedCaptions(one, other).map(whole), [one, other]);
  });
});
