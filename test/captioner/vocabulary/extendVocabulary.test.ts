import assert from 'node:assert/strict';
import { extendVocabulary } from '../../../src/captioner/vocabulary/extendVocabulary';
import { tinyCaptions, tinyVocabulary } from '../tinyCaptioner';

describe('Extending a vocabulary', () => {
  const { vocabulary, added } = extendVocabulary(tinyVocabulary, [' gentleman', ' Two', ' 사냥개']);

  it('gives each word a piece of its own', () => {
    for (const word of ['gentleman', 'Two', '사냥개']) {
      const pieces = vocabulary.encode(word);
      assert.equal(pieces.length, 1, word);
      assert.equal(added.find(({ piece }) => piece === pieces[0])?.word, ` ${word}`);
    }
  });

  it('leaves other captions in the pieces that they had', () => {
    for (const caption of tinyCaptions) assert.deepEqual(vocabulary.encode(caption), tinyVocabulary.encode(caption));
  });

  it('writes and reads every text as before', () => {
    for (const text of ['Two gentlemanly hounds', '사냥개가 달린다', 'a gentleman, two dogs.'])
      assert.equal(vocabulary.decode(vocabulary.encode(text)), text);
  });

  it('adds nothing for words that are pieces already', () => {
    assert.deepEqual(extendVocabulary(vocabulary, [' gentleman']).added, []);
  });
});
