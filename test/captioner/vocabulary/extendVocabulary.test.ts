import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { extendVocabulary } from '../../../src/captioner/vocabulary/extendVocabulary';
import { Vocabulary } from '../../../src/captioner/vocabulary/vocabulary';
import { tinyCaptions, tinyVocabulary } from '../tinyCaptioner';

describe('Extending a vocabulary', () => {
  let { vocabulary, added }: ReturnType<typeof extendVocabulary> = { vocabulary: tinyVocabulary, added: [] };
  beforeEach(() => ({ vocabulary, added } = extendVocabulary(tinyVocabulary, [' gentleman', ' Two', ' 사냥개'])));

  it('gives each word a piece of its own', () => {
    for (const word of ['gentleman', 'Two', '사냥개']) {
      const pieces = vocabulary.encode(word);
      assert.equal(pieces.length, 1, word);
      assert.equal(added.find(({ piece }) => piece === pieces[0])?.word, ` ${word}`);
    }
  });

  it('tells each piece on the way to a word, with what it is joined of, and gives each of these a number', () => {
    assert.deepEqual(
      added.map(({ piece }) => piece),
      Array.from({ length: vocabulary.size - tinyVocabulary.size }, (_, at) => tinyVocabulary.size + at),
    );
    for (const { piece, last } of added) assert.ok(vocabulary.bytesOf(piece).endsWith(vocabulary.bytesOf(last)));
    const steps = added.slice(0, added.findIndex(({ word }) => word === ' gentleman') + 1);
    assert.equal(steps.length, tinyVocabulary.encode('gentleman').length - 1);
    assert.deepEqual(
      steps.slice(0, -1).map(({ word }) => word),
      Array.from({ length: steps.length - 1 }, () => undefined),
    );
  });

  it('leaves other captions in the pieces that they had', () => {
    for (const caption of tinyCaptions) assert.deepEqual(vocabulary.encode(caption), tinyVocabulary.encode(caption));
  });

  it('writes and reads every text as before', () => {
    for (const text of ['Two gentlemanly hounds', '사냥개가 달린다', 'a gentleman, two dogs.'])
      assert.equal(vocabulary.decode(vocabulary.encode(text)), text);
  });

  it('takes a word of two pieces, too', () => {
    const bytes = new Vocabulary([]);
    assert.equal(bytes.encode('a').length, 2);
    assert.equal(extendVocabulary(bytes, [' a']).vocabulary.encode('a').length, 1);
  });

  it('adds nothing for words that are pieces already', () => {
    assert.deepEqual(extendVocabulary(vocabulary, [' gentleman']).added, []);
  });
});
