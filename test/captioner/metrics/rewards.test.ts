import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exactMeteor } from '../../../src/captioner/metrics/exactMeteor';
import { sentenceBleu } from '../../../src/captioner/metrics/sentenceBleu';
import '../../harness/propertySeed';

const words = (caption: string): string[] => caption.split(' ');
const someWords = fc.array(fc.constantFrom('a', 'dog', 'cat', 'runs', 'on', 'grass', 'the'), {
  minLength: 1,
  maxLength: 12,
});

describe('METEOR with exact matches', () => {
  it('is the published formula: harmonic mean with nine times the recall, less half the cube of chunks a match', () => {
    // 6 of 7 words match in 2 chunks; recall 6 of 6.
    const candidate = words('the cat sat quietly on the mat');
    const mean = (10 * (6 / 7) * 1) / (1 + 9 * (6 / 7));
    const expected = mean * (1 - 0.5 * (2 / 6) ** 3);
    assert.ok(Math.abs(exactMeteor(candidate, [words('the cat sat on the mat')]) - expected) < 1e-12);
  });

  it('counts a run of words that are in the same order in both as one chunk, and each word once', () => {
    const score = (candidate: string, reference: string): number => exactMeteor(words(candidate), [words(reference)]);
    const harmonic = (precision: number, recall: number): number =>
      (10 * precision * recall) / (recall + 9 * precision);
    for (const [candidate, reference, expected] of [
      ['a dog runs', 'a dog runs', 1 - 0.5 / 27],
      ['dog a runs', 'a dog runs', 0.5],
      ['a big dog', 'a dog', harmonic(2 / 3, 1) / 2],
      ['a dog', 'a big dog', harmonic(1, 2 / 3) / 2],
      ['a a', 'a dog', harmonic(1 / 2, 1 / 2) / 2],
    ] as const)
      assert.ok(
        Math.abs(score(candidate, reference) - expected) < 1e-12,
        `${candidate}: ${score(candidate, reference)}`,
      );
  });

  it('takes the best reference', () => {
    const references = [words('two boats'), words('a dog runs')];
    assert.equal(exactMeteor(words('a dog runs'), references), exactMeteor(words('a dog runs'), [references[1]]));
  });

  it('rewards saying more of what the reference says, where BLEU would rather have it short and safe', () => {
    const reference = [words('a brown dog runs on the green grass')];
    const [short, long] = [words('a brown dog'), words('a brown dog walks on some green grass')];
    assert.ok(exactMeteor(long, reference) > 1.5 * exactMeteor(short, reference));
  });

  it('is 0 without a common word, and never more than 1', () => {
    assert.equal(exactMeteor(words('boat'), [words('a dog')]), 0);
    fc.assert(
      fc.property(someWords, fc.array(someWords, { minLength: 1, maxLength: 3 }), (candidate, references) => {
        const score = exactMeteor(candidate, references);
        assert.ok(score >= 0 && score <= 1);
      }),
    );
  });
});

describe('BLEU-4 of one caption', () => {
  it('is 1 for a reference, and 0 without a common word', () => {
    assert.equal(sentenceBleu(words('a dog runs on grass'), [words('a dog runs on grass')]), 1);
    assert.equal(sentenceBleu(words('boat'), [words('a dog')]), 0);
    assert.equal(sentenceBleu([], [words('a dog')]), 0);
  });

  it('is the published formula: one added to the counts of runs of two words and more, less what is too short', () => {
    const score = (candidate: string, ...references: string[]): number =>
      sentenceBleu(words(candidate), references.map(words));
    for (const [found, expected] of [
      [score('a dog runs', 'a dog sits'), ((2 / 3) * (2 / 3) * (1 / 2)) ** (1 / 4)],
      [score('a dog', 'a dog runs'), Math.exp(1 - 3 / 2)],
      [score('a dog runs', 'a dog'), ((2 / 3) * (2 / 3) * (1 / 2)) ** (1 / 4)],
      [score('a dog', 'a dog runs on grass', 'a dog on'), Math.exp(1 - 3 / 2)],
      [score('a dog runs', 'a dog', 'a dog runs on'), 1],
      [score('a a a', 'a', 'a a on'), ((2 / 3) * (2 / 3) * (1 / 2)) ** (1 / 4)],
    ])
      assert.ok(Math.abs(found - expected) < 1e-12, `${found}, not ${expected}`);
  });

  it('is above 0 without a common run of four words', () => {
    assert.ok(sentenceBleu(words('a dog sits on a mat'), [words('a dog runs on the mat')]) > 0.2);
  });

  it('loses by what is said twice and by what is left out', () => {
    const reference = [words('a dog runs on the grass')];
    const all = sentenceBleu(words('a dog runs on the grass'), reference);
    assert.ok(sentenceBleu(words('a dog runs on the grass on the grass'), reference) < all);
    assert.ok(sentenceBleu(words('a dog runs'), reference) < all);
  });

  it('stays within 0 and 1', () => {
    fc.assert(
      fc.property(someWords, fc.array(someWords, { minLength: 1, maxLength: 3 }), (candidate, references) => {
        const score = sentenceBleu(candidate, references);
        assert.ok(score >= 0 && score <= 1);
      }),
    );
  });
});
