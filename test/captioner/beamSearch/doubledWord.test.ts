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
});
