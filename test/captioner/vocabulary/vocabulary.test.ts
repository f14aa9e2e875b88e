import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beforeEach, describe, it } from 'mocha';
import { learnVocabulary } from '../../../src/captioner/vocabulary/learnVocabulary';
import {
  endPiece,
  fitsPiece,
  startPiece,
  Vocabulary,
  vocabularySchema,
} from '../../../src/captioner/vocabulary/vocabulary';
import '../../harness/propertySeed';

const captions = [
  'a dog runs through the grass',
  'a dog runs on the beach',
  'two dogs run through the snow',
  "a man's dog jumps over the fence, barking",
];

describe('Vocabulary', () => {
  let vocabulary: Vocabulary;
  beforeEach(() => (vocabulary = learnVocabulary(captions, 320)));
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.charCodeAt(0) + 2);

  it('gives any text in any script back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        assert.equal(vocabulary.decode(vocabulary.encode(text)), text);
      }),
      { numRuns: 500 },
    );
  });

  it('gives captions in other languages back, which it never saw', () => {
    for (const caption of [
      '풀밭을 달리는 개',
      '犬が走っている',
      'Ein Hund läuft übers Gras – schnell!',
      'كلب يجري',
      '🐕‍🦺 runs',
    ]) {
      assert.equal(vocabulary.decode(vocabulary.encode(caption)), caption);
    }
  });

  it('makes one piece of a word that it saw often', () => {
    assert.equal(vocabulary.encode('dog').length, 1);
    assert.equal(vocabulary.encode('a dog').length, 2);
  });

  it('writes a word with the same pieces wherever it stands', () => {
    assert.deepEqual(vocabulary.encode('dog a').at(0), vocabulary.encode('a dog').at(1));
  });

  it('never uses <start> and <end> for text', () => {
    const pieces = vocabulary.encode('<start> a dog <end>');
    assert.ok(!pieces.includes(startPiece) && !pieces.includes(endPiece));
  });

  it('groups pieces into words, signs going with the word before them', () => {
    const words = vocabulary.groupIntoWords(vocabulary.encode("a man's zebra, barking"));
    assert.deepEqual(
      words.map(({ text }) => text),
      ['a', "man's", 'zebra,', 'barking'],
    );
  });

  it('knows which pieces begin a word', () => {
    const pieces = vocabulary.encode('a dog, zzyzx');
    const beginning = pieces.filter((piece) => vocabulary.wordPieces.has(piece));
    assert.equal(beginning.length, 3);
    assert.ok(vocabulary.wordPieces.size < vocabulary.size);
  });

  it('knows which pieces are whole: those that begin a word, and signs', () => {
    const pieces = vocabulary.encode('a dog, zzyzx');
    const whole = pieces.filter((piece) => vocabulary.wholePieces.has(piece));
    assert.deepEqual(
      whole.map((piece) => vocabulary.bytesOf(piece)),
      pieces.map((piece) => vocabulary.bytesOf(piece)).filter((bytes) => /^( |,$)/.test(bytes)),
    );
    assert.equal(whole.length, 4);
  });

  it('is the same after being saved and read', () => {
    const copy = Vocabulary.fromData(
      JSON.parse(JSON.stringify(vocabulary.toData())) as ReturnType<Vocabulary['toData']>,
    );
    assert.deepEqual(copy.encode(captions[3]), vocabulary.encode(captions[3]));
  });

  it('is learned alike from the same captions', () => {
    assert.deepEqual(learnVocabulary(captions, 320).toData(), vocabulary.toData());
  });

  it('merges what was merged first when it was learned, and of the same the first', () => {
    assert.deepEqual(
      new Vocabulary([
        [a, b],
        [b, c],
      ]).encodeChunk('abc'),
      [258, c],
    );
    assert.deepEqual(
      new Vocabulary([
        [b, c],
        [a, b],
      ]).encodeChunk('abc'),
      [a, 258],
    );
    assert.deepEqual(new Vocabulary([[a, a]]).encodeChunk('aaa'), [258, a]);
  });

  it('spells a word without the space before it, in small letters', () => {
    assert.equal(vocabulary.spell(vocabulary.encode('A Dog')), 'a dog');
    assert.equal(vocabulary.spell([...vocabulary.encode('Dog'), endPiece, 1_000_000]), 'dog');
  });

  it('is a file of its own kind', () => {
    assert.ok(vocabularySchema.safeParse(vocabulary.toData()).success);
    assert.ok(!vocabularySchema.safeParse({ ...vocabulary.toData(), format: 'another' }).success);
  });

  it('refuses a merge of pieces that do not exist yet, and of <start> and <end>', () => {
    assert.throws(() => new Vocabulary([[400, 5]]), /Merge 0 .* pieces 400 and 5, but it may name only 2 to 257\./);
    for (const merge of [
      [258, a],
      [a, 258],
      [endPiece, a],
      [a, startPiece],
    ] as const)
      assert.throws(() => new Vocabulary([merge]), /may name only 2 to 257/, merge.join());
    assert.equal(
      new Vocabulary([
        [2, 257],
        [258, 2],
      ]).size,
      260,
    );
  });

  it('refuses a piece that is longer than any word', () => {
    // Each is the one before it, twice.
    const doubled = (times: number): [number, number][] =>
      Array.from({ length: times }, (_, at) => (at === 0 ? [a, a] : [257 + at, 257 + at]));
    const longest = new Vocabulary(doubled(10));
    assert.equal(longest.bytesOf(longest.size - 1).length, 1024);
    assert.throws(
      () => new Vocabulary(doubled(11)),
      /Merge 10 of the vocabulary makes a piece of more than 1024 bytes/,
    );
    assert.ok(fitsPiece('a'.repeat(1024)));
    assert.ok(!fitsPiece(`${'a'.repeat(1023)}é`));
  });
});
