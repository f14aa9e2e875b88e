import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extendVocabulary } from '../../../src/captioner/vocabulary/extendVocabulary';
import { cutIntoChunks, withoutFirstSpace } from '../../../src/captioner/vocabulary/bytes';
import { anyText } from '../../dataset/arbitraries';
import { tinyVocabulary } from '../tinyCaptioner';
import '../../harness/propertySeed';

describe('Pieces of scripts that put no space between words', () => {
  const { vocabulary } = extendVocabulary(tinyVocabulary, [...'两只狗在公园', '公园']);

  it('never cross a word, and are the same wherever it stands', () => {
    const [first] = vocabulary.encode('公园');
    assert.equal(vocabulary.encode('公园').length, 1);
    assert.ok(vocabulary.encode('狗在公园').includes(first));
  });

  it('have a space that stands before them in a chunk of its own', () => {
    assert.deepEqual(cutIntoChunks('two 狗 run'), [' two', ' ', '狗', ' run']);
    assert.deepEqual(cutIntoChunks('狗在'), ['狗', '在']);
  });

  it('are grouped into words, whether these have pieces or are spelled byte by byte', () => {
    for (const one of [vocabulary, tinyVocabulary]) {
      const words = one.groupIntoWords(one.encode('狗在公园。')).map(({ text }) => text);
      assert.deepEqual(words, ['狗', '在', '公园。']);
      const apart = one.groupIntoWords(one.encode('two 狗 在')).map(({ text }) => text);
      assert.deepEqual(apart, ['two', '狗', '在']);
    }
  });

  it('begin words', () => {
    assert.ok(vocabulary.wordPieces.has(vocabulary.encode('狗')[0]));
  });

  it('write every text as it was', () => {
    for (const text of ['两只狗', ' 两只狗', '两 只 狗', 'T恤, 两只狗。', 'two 狗'])
      assert.equal(vocabulary.decode(vocabulary.encode(text)), text);
    fc.assert(fc.property(anyText, (text) => withoutFirstSpace(cutIntoChunks(text).join('')) === text));
  });
});
