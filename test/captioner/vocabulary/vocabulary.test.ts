import assert from 'node:assert/strict';
import fc from 'fast-check';
import { learnVocabulary } from '../../../src/captioner/vocabulary/learnVocabulary';
import { endPiece, startPiece, Vocabulary } from '../../../src/captioner/vocabulary/vocabulary';
import '../../harness/propertySeed';

const captions = [
  'a dog runs through the grass',
  'a dog runs on the beach',
  'two dogs run through the snow',
  "a man's dog jumps over the fence, barking",
];

describe('Vocabulary', () => {
  const vocabulary = learnVocabulary(captions, 320);

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

  it('refuses a merge of pieces that do not exist', () => {
    assert.throws(() => new Vocabulary([[400, 5]]), /Merge 0 .* pieces 400 and 5/);
  });
});
