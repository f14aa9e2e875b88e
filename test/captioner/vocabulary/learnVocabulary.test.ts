import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { cutIntoChunks } from '../../../src/captioner/vocabulary/bytes';
import { learnVocabulary } from '../../../src/captioner/vocabulary/learnVocabulary';
import { Vocabulary } from '../../../src/captioner/vocabulary/vocabulary';
import '../../harness/propertySeed';

/** Pieces of the bytes, <start> and <end>. */
const unlearned = 258;
const [space, a, b, c] = [' ', 'a', 'b', 'c'].map((letter) => letter.charCodeAt(0) + 2);
const learned = (captions: readonly string[], merges: number): readonly (readonly [number, number])[] =>
  learnVocabulary(captions, unlearned + merges).toData().merges;

/** How often two pieces stand beside each other in captions, where so much has been learned. */
function pairsIn(captions: readonly string[], merges: readonly (readonly [number, number])[]): Map<string, number> {
  const vocabulary = new Vocabulary(merges);
  const counts = new Map<string, number>();
  for (const pieces of captions.flatMap(cutIntoChunks).map((chunk) => vocabulary.encodeChunk(chunk)))
    pieces.slice(1).forEach((piece, at) => {
      const pair = `${pieces[at]},${piece}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    });
  return counts;
}

describe('A vocabulary that is learned', () => {
  const someCaptions = fc.array(
    fc.array(fc.stringMatching(/^[abé]{1,6}$/), { maxLength: 4 }).map((words) => words.join(' ')),
    { maxLength: 6 },
  );

  it('joins what stands beside each other most often at that time, until nothing does twice', () => {
    fc.assert(
      fc.property(someCaptions, fc.nat({ max: 12 }), (captions, most) => {
        const merges = learned(captions, most);
        for (let at = 0; at <= merges.length; at++) {
          const pairs = pairsIn(captions, merges.slice(0, at));
          const often = Math.max(1, ...pairs.values());
          if (at < merges.length) assert.equal(pairs.get(merges[at].join(',')), often);
          else assert.ok(at === most || often === 1, `${at} merges of ${most}`);
          assert.ok(at === merges.length || often > 1, 'what stands there once is not joined');
        }
      }),
    );
  });

  it('joins of what is as frequent what was seen first', () => {
    assert.deepEqual(learned(['ab c', 'ab c'], 1), [[space, a]]);
    assert.deepEqual(learned(['ab', 'cb ab', 'cb'], 1), [[space, a]]);
    assert.deepEqual(learned(['cb', 'ab', 'cb ab'], 1), [[space, c]]);
  });

  it('counts a word as often as the captions have it', () => {
    assert.deepEqual(learned(['ab', 'cb', 'cb'], 1), [[space, c]]);
    assert.deepEqual(learned(['aab ab', 'cab'], 1), [[a, b]]);
  });

  it('has no more pieces than it may have, and no fewer than the bytes', () => {
    const captions = ['abcabcabc', 'abcabcabc'];
    assert.equal(learnVocabulary(captions, 260).size, 260);
    assert.equal(learnVocabulary(captions, 10).size, unlearned);
    assert.equal(learnVocabulary([], 300).size, unlearned);
  });

  it('joins nothing across words', () => {
    const { size } = learnVocabulary(['a b', 'a b', 'a b'], 300);
    assert.equal(size, unlearned + 2, 'each letter with the space before it');
  });

  it('leaves words out that no piece may be as long as', () => {
    const long = 'ab'.repeat(600);
    assert.deepEqual(learned([long, long, 'bb', 'bb'], 2), [
      [space, b],
      [unlearned, b],
    ]);
  });
});
