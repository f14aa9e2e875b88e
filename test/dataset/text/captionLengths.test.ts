import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CaptionLengths } from '../../../src/dataset/text/captionLengths';
import { countWords } from '../../../src/dataset/text/words';

/** Captions of these numbers of words. */
function lengthsOf(words: readonly number[]): CaptionLengths {
  const lengths = new CaptionLengths();
  for (const each of words) lengths.add(each, 1);
  return lengths;
}

/** A list with each of some numbers of words so many times. */
function repeated(counts: Readonly<Record<number, number>>): number[] {
  return Object.entries(counts).flatMap(([words, count]) => Array.from({ length: count }, () => Number(words)));
}

describe('Captions much shorter than the others', () => {
  it('are titles of two words where others have five or six', () => {
    assert.equal(lengthsOf(repeated({ 4: 8, 5: 16, 6: 14, 8: 2 })).tooShort, 2);
  });

  it('are sentences of a few words where others have a dozen', () => {
    assert.equal(lengthsOf(repeated({ 8: 5, 9: 10, 11: 20, 13: 10, 18: 5 })).tooShort, 4);
  });

  it('are none where lengths vary widely, as those of lists of tags do', () => {
    const tags = Array.from({ length: 100 }, (_, at) => 1 + Math.round(30 * (at / 100) ** 2));
    assert.equal(lengthsOf(tags).tooShort, 0);
  });

  it('are at most half as long as the middle one, where all others are of one length', () => {
    assert.equal(lengthsOf(repeated({ 10: 40 })).tooShort, 5);
  });

  it('are none among so few that nothing is usual yet', () => {
    assert.equal(lengthsOf(repeated({ 1: 1, 10: 18 })).tooShort, 0);
    assert.equal(lengthsOf(repeated({ 1: 1, 10: 19 })).tooShort, 5);
  });

  it('are counted in words of a script without spaces, too', () => {
    const whole = Array.from({ length: 30 }, () => countWords('一只棕色的狗在公园的草地上奔跑'));
    const { tooShort } = lengthsOf(whole);
    assert.ok(countWords('狗') <= tooShort);
    assert.ok(countWords('一只棕色的狗在草地上') > tooShort);
  });

  it('follow what comes and goes', () => {
    const lengths = lengthsOf(repeated({ 10: 40 }));
    for (let count = 0; count < 40; count++) lengths.add(3, 1);
    assert.equal(lengths.tooShort, 0);
    for (let count = 0; count < 40; count++) lengths.add(10, -1);
    assert.equal(lengths.tooShort, 1);
  });

  it('tell what half of the captions have', () => {
    assert.deepEqual(lengthsOf(repeated({ 2: 10, 4: 10, 6: 10, 8: 10 })).middleHalf, { from: 2, to: 6 });
  });
});
