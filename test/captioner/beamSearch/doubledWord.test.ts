import assert from 'node:assert/strict';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import { doublesWord } from '../../../src/captioner/beamSearch/doubledWord';
import { tinyVocabulary } from '../tinyCaptioner';

describe('A word twice in a row', () => {
  const pieces = (text: string): number[] => tinyVocabulary.encode(text);
  const counted = (...texts: string[]): NgramModel =>
    NgramModel.ofCaptions(texts.map((text) => ({ pieces: pieces(text), times: 1 })));
  const [dog] = pieces('dog');

  it('is not said where no caption had it', () => {
    const doubles = doublesWord(pieces('a dog'), tinyVocabulary, counted('a dog runs'));
    assert.ok(doubles(dog));
    assert.ok(!doubles(pieces('runs')[0]));
  });

  it('is not said where it takes several pieces either', () => {
    const word = pieces('zebra');
    assert.ok(word.length > 1);
    const before = [...pieces('a zebra'), ...word.slice(0, -1)];
    assert.ok(doublesWord(before, tinyVocabulary, counted('a dog runs'))(word[word.length - 1]));
  });

  it('is said where captions had it', () => {
    assert.ok(!doublesWord(pieces('a dog'), tinyVocabulary, counted('a dog dog runs'))(dog));
  });

  it('is no word that comes first, and may be the first one again', () => {
    const none = counted('a cat sleeps');
    assert.ok(!doublesWord([], tinyVocabulary, none)(dog));
    assert.ok(doublesWord([dog], tinyVocabulary, none)(dog));
    const word = pieces('zebra');
    assert.ok(!doublesWord(word.slice(0, -1), tinyVocabulary, none)(word[word.length - 1]));
    assert.ok(doublesWord([...word, ...word.slice(0, -1)], tinyVocabulary, none)(word[word.length - 1]));
  });

  it('is no other word, though no caption had that there either', () => {
    const doubles = doublesWord(pieces('a dog'), tinyVocabulary, counted('a cat sleeps'));
    for (const text of ['cat', 'runs', 'zebra']) assert.ok(!doubles(pieces(text)[0]), text);
  });

  it('is said after any word where captions had it after another one', () => {
    assert.ok(!doublesWord(pieces('a dog'), tinyVocabulary, counted('the dog dog runs'))(dog));
  });

  it('is said where captions had it of several pieces, and not where they had it once', () => {
    const word = pieces('zebra');
    const before = [...pieces('a zebra'), ...word.slice(0, -1)];
    const last = word[word.length - 1];
    assert.ok(!doublesWord(before, tinyVocabulary, counted('a zebra zebra'))(last));
    const short = pieces('dogs');
    assert.equal(short.length, 2);
    const ofTwo = [...pieces('a dogs'), short[0]];
    assert.ok(!doublesWord(ofTwo, tinyVocabulary, counted('the dogs dogs'))(short[1]));
    assert.ok(doublesWord(ofTwo, tinyVocabulary, counted('a dogs runs', 'the dogs'))(short[1]));
  });
});
