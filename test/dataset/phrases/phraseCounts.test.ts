import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PhraseCounts } from '../../../src/dataset/phrases/phraseCounts';

function countsOf(...captions: string[]): PhraseCounts {
  const counts = new PhraseCounts();
  captions.forEach((caption, at) => counts.set(String(at), caption));
  return counts;
}

const shop = ['Blue', 'Red', 'Black', 'White'].map((colour) => `Puma Men ${colour} T-shirt`);

describe('Phrases worth a key', () => {
  it('are the openings and the words that stand together in at least three captions', () => {
    assert.deepEqual(countsOf(...shop).best(9), ['Puma Men']);
    assert.deepEqual(countsOf('a dog', 'two cats', 'the sea').best(9), []);
    assert.deepEqual(countsOf('a man on the beach', 'two dogs on the beach', 'girls on the beach').best(9), [
      'on the beach',
    ]);
  });

  it('are those that save the most letters first, and none that another has already', () => {
    const captions = [...shop, ...['x', 'y', 'z'].map((sign) => `a photograph of ${sign}`)];
    assert.deepEqual(countsOf(...captions).best(9), ['a photograph of', 'Puma Men']);
    assert.deepEqual(countsOf(...captions).best(1), ['a photograph of']);
  });

  it('are a part of another phrase where that part is used much more', () => {
    const captions = [
      ...['x', 'y', 'z'].map((sign) => `Puma Men ${sign}`),
      ...['x', 'y', 'z'].map((s) => `Puma Women ${s}`),
    ];
    assert.deepEqual(countsOf(...captions).best(9), ['Puma Women', 'Puma Men']);
  });

  it('follow a caption that changes or does not count any more', () => {
    const counts = countsOf(...shop.slice(0, 3));
    assert.deepEqual(counts.best(9), ['Puma Men']);
    counts.set('0', 'Nike Men Blue T-shirt');
    assert.deepEqual(counts.best(9), []);
    counts.set('0', 'Puma Men Green');
    assert.deepEqual(counts.best(9), ['Puma Men']);
    counts.set('1', undefined);
    assert.deepEqual(counts.best(9), []);
  });

  it('keep their place while they are used, and lose it only to one that saves clearly more', () => {
    const counts = countsOf(...shop);
    const [first] = counts.best(1);
    for (let at = 0; at < 4; at++) counts.set(`new ${at}`, `Nike Girls ${at}`);
    assert.deepEqual(counts.best(1, [first]), ['Puma Men']);
    for (let at = 4; at < 9; at++) counts.set(`new ${at}`, `Nike Girls ${at}`);
    assert.deepEqual(counts.best(1, [first]), ['Nike Girls']);
    assert.deepEqual(counts.best(2, [first]), ['Puma Men', 'Nike Girls']);
  });

  it('have four letters or more: shorter ones are typed as quickly as a key that is held with two others', () => {
    assert.deepEqual(countsOf('dogs in a park', 'cats in a box', 'men in a boat').best(9), []);
    assert.deepEqual(countsOf('dogs in my park', 'cats in my box', 'men in my boat').best(9), ['in my']);
  });

  it('end with no sign, and are found where a script puts no space between words', () => {
    assert.deepEqual(countsOf('Puma, red', 'Puma, blue', 'Puma, black').best(9), []);
    assert.deepEqual(countsOf('小女孩在公园里跑', '小女孩在公园里跳', '小女孩在公园里').best(1).length, 1);
  });

  it('are looked for in the beginning of a text that is no caption any more, in whole words', () => {
    const filler = (letters: string): string => letters.repeat(1_000);
    const texts = ['a', 'b', 'c'].map((sign) => `Puma Men ${filler(`${sign}1 `)}${filler(`${sign}2`)} far behind it`);
    assert.deepEqual(countsOf(...texts).best(9), ['Puma Men']);
    const cut = ['a', 'b', 'c'].map((sign) => `${filler(`${sign}1 `)}${'.'.repeat(997)} two words`);
    assert.deepEqual(countsOf(...cut).best(9), []);
  });
});
