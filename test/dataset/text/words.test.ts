import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeWords, countWords, cutLetters, isSpaceless, wordEnds, wordsOf } from '../../../src/dataset/text/words';
import { anyText } from '../arbitraries';
import '../../harness/propertySeed';

describe('Words of a text', () => {
  it('stand between spaces and signs, as they are written', () => {
    assert.deepEqual(wordsOf("Two dogs, and a man's 3 ÄPFEL."), ['Two', 'dogs', 'and', 'a', 'man', 's', 'ÄPFEL']);
    assert.deepEqual(wordsOf('개가 풀밭에서 달린다'), ['개가', '풀밭에서', '달린다']);
    assert.deepEqual(wordsOf('एक आदमी चल रहा है।'), ['एक', 'आदमी', 'चल', 'रहा', 'है']);
  });

  it('are told apart where a script puts no space between them', () => {
    assert.deepEqual(wordsOf('小女孩在公园里。'), ['小女孩', '在', '公园', '里'].flatMap(cutLetters));
    assert.ok(wordsOf('犬が海岸を走っている').length > 3);
    assert.ok(wordsOf('ผู้ชายกำลังวิ่งบนชายหาด').length > 3);
  });

  it('are one where letters of two scripts stand together, as in Korean, also if ICU would part them', () => {
    assert.deepEqual(wordsOf('SNS를 하는 AI가'), ['SNS를', '하는', 'AI가']);
  });

  it('end in front of spaces, with the signs at them', () => {
    assert.deepEqual(wordEnds('a dog, 2 red-haired cats.'), [1, 6, 8, 19, 25]);
    assert.deepEqual(wordEnds('  개가 풀밭에서 '), [4, 9]);
    assert.deepEqual(wordEnds(' '), []);
  });

  it('are as many as stand between spaces, where a script has them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        assert.equal(countWords(text), (text.match(/\S+/gu) ?? []).length);
      }),
    );
  });

  it('end at words, with the signs behind them, where a script puts no space between them', () => {
    const ends = wordEnds('小女孩在公园里。狗, two dogs');
    assert.deepEqual(ends, [...endsOf(['小女孩', '在', '公园', '里'].flatMap(cutLetters), 1), 10, 14, 19]);
  });

  it('are as many as end, where a script puts no space between them', () => {
    assert.equal(countWords('狗、猫 two dogs'), 4);
  });

  it('end behind all signs that follow them, and at no sign within a word that has spaces around it', () => {
    assert.deepEqual(wordEnds('狗！！猫'), [3, 4]);
    assert.deepEqual(wordEnds('狗,red-haired'), [2, 12]);
  });

  it('joined are the letters that they were cut of', () => {
    fc.assert(fc.property(anyText, (text) => cutLetters(text).join('') === text));
  });

  it('leave all else alone where they are changed', () => {
    fc.assert(fc.property(anyText, (text) => changeWords(text, (word) => word) === text));
    assert.equal(changeWords('两只狗, two dogs', (word) => `<${word}>`).replaceAll(/[<>]/g, ''), '两只狗, two dogs');
  });

  it('have spaces between them in most scripts', () => {
    assert.ok(!isSpaceless('a dog。'), 'a sign of Chinese is no word');
    for (const text of ['a dog', '개가', 'собака', 'كلب', 'कुत्ता', '12', '']) assert.ok(!isSpaceless(text), text);
    for (const text of ['狗', 'いぬ', 'イヌ', 'สุนัข', 'ຫມາ', 'ឆ្កែ', 'ခွေး']) assert.ok(isSpaceless(text), text);
  });
});

/** Where words that follow each other end. @param behind how many signs stand behind the last */
function endsOf(words: readonly string[], behind: number): number[] {
  let end = 0;
  return words.map((word, at) => (end += word.length) + (at === words.length - 1 ? behind : 0));
}
