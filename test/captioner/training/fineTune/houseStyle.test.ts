import assert from 'node:assert/strict';
import { findHouseStyle, inHouseStyle } from '../../../../src/captioner/training/fineTune/houseStyle';
import { WordFlow } from '../../../../src/captioner/training/fineTune/wordFlow';
import { learnVocabulary } from '../../../../src/captioner/vocabulary/learnVocabulary';

const own = ['dog', 'man', 'toy', 'tennis'];
const vocabulary = learnVocabulary(
  own.flatMap((word) => Array.from({ length: 20 }, () => `a ${word} and a ${word}`)),
  400,
);

/** People wrote `word` so often where the model expected `expected` with this probability. */
function wrote(flow: WordFlow, word: string, times: number, expected: string, probability: number): void {
  const pieces = vocabulary.encode(expected);
  assert.equal(pieces.length, 1, `${expected} is a piece`);
  flow.counts.set(word, (flow.counts.get(word) ?? 0) + times);
  for (let time = 0; time < times; time++) flow.add(pieces[0], word, probability);
}

/** Of so many captions the model knew what is in their images. */
function knowing(captions = 20): WordFlow {
  const flow = new WordFlow();
  flow.seen.push(...Array.from({ length: captions }, () => 0.5));
  return flow;
}

describe('The house style that captions are written in', () => {
  it('has the words that took the place of others', () => {
    const flow = knowing();
    wrote(flow, 'hound', 10, 'dog', 0.8);
    wrote(flow, 'man', 10, 'man', 0.8);
    const { terms } = findHouseStyle(flow, vocabulary, ['a hound'], new Set(own));
    assert.deepEqual([...terms], [['dog', 'hound']]);
  });

  it('has no word that stands where the model expected it', () => {
    const flow = knowing();
    wrote(flow, 'toy', 5, 'tennis', 0.6);
    wrote(flow, 'toy', 5, 'toy', 0.3);
    assert.equal(findHouseStyle(flow, vocabulary, ['a toy'], new Set(own)).terms.size, 0);
  });

  it('has no words where the model knows as little of the images as of others', () => {
    const flow = new WordFlow();
    flow.seen.push(...Array.from({ length: 20 }, (_, caption) => (caption % 2 === 0 ? 0.5 : -0.5)));
    wrote(flow, 'storage', 10, 'dog', 0.8);
    assert.equal(findHouseStyle(flow, vocabulary, ['storage'], new Set(own)).terms.size, 0);
  });

  it('has no words where hardly any of the old ones are left', () => {
    const flow = knowing();
    wrote(flow, 'adidas', 30, 'dog', 0.8);
    assert.equal(findHouseStyle(flow, vocabulary, ['adidas'], new Set(own)).terms.size, 0);
  });

  it('has no word that is expected for the words around it, whatever the image', () => {
    const flow = knowing();
    wrote(flow, 'hound', 10, 'dog', 0.8);
    for (let time = 0; time < 10; time++) flow.addBlind(vocabulary.encode('dog')[0], 'hound', 0.9);
    assert.equal(findHouseStyle(flow, vocabulary, ['a hound'], new Set(own)).terms.size, 0);
  });

  it('has no word that was written once', () => {
    const flow = knowing();
    wrote(flow, 'hound', 1, 'dog', 1);
    assert.equal(findHouseStyle(flow, vocabulary, ['a hound'], new Set(own)).terms.size, 0);
  });

  it('has no word that a few captions may have by chance', () => {
    const known = knowing();
    wrote(known, 'toy', 2, 'tennis', 0.7);
    assert.equal(findHouseStyle(known, vocabulary, ['a toy'], new Set(own)).terms.size, 0);
    const little = knowing();
    wrote(little, 'hound', 2, 'dog', 0.25);
    wrote(little, 'toy', 2, 'dog', 0.5);
    assert.equal(findHouseStyle(little, vocabulary, ['a hound'], new Set(own)).terms.size, 0);
  });

  it('has a term for one word, of which it took the place most often', () => {
    const flow = knowing();
    wrote(flow, 'hound', 6, 'man', 0.2);
    wrote(flow, 'hound', 6, 'dog', 0.5);
    const { terms } = findHouseStyle(flow, vocabulary, ['a hound'], new Set(own));
    assert.deepEqual([...terms], [['dog', 'hound']]);
  });

  it('is not seen in words that only have a capital', () => {
    const written = learnVocabulary(
      Array.from({ length: 20 }, () => 'a Two and a Two'),
      400,
    );
    const flow = knowing();
    flow.counts.set('two', 10);
    for (let time = 0; time < 10; time++) flow.add(written.encode('Two')[0], 'two', 0.8);
    assert.equal(findHouseStyle(flow, written, ['Two'], new Set(['two'])).terms.size, 0);
  });

  it('has a capital and a full stop if nearly all captions do', () => {
    const written = ['A hound.', 'Two hounds.', 'A hound runs.', 'A hound sleeps.', 'A hound barks.'];
    const style = findHouseStyle(knowing(), vocabulary, written, new Set(own));
    assert.deepEqual([style.capital, style.fullStop], [true, true]);
    const plain = findHouseStyle(knowing(), vocabulary, ['a hound', 'Two hounds.'], new Set(own));
    assert.deepEqual([plain.capital, plain.fullStop], [false, false]);
  });

  it('is what a caption of the model is brought into', () => {
    const style = { terms: new Map([['dog', 'hound']]), capital: true, fullStop: true };
    assert.equal(inHouseStyle('dog and dogs', style), 'Hound and dogs.');
    assert.equal(inHouseStyle('Dog and Dog.', style), 'Hound and Hound.', 'a model may be fine-tuned before');
  });
});
