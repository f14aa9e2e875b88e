import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DecidedCaptions, mostCaptions } from '../../../src/captioner/completion/decidedCaptions';
import { MixingWeights } from '../../../src/captioner/completion/mixingWeights';
import { endPiece, startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { tinyVocabulary as vocabulary } from '../tinyCaptioner';
import '../../harness/propertySeed';

/** A captioner that has no idea. */
const unsure = new Float32Array(vocabulary.size).fill(-Math.log(vocabulary.size));
const pieces = (text: string): number[] => vocabulary.encode(text);

/** How likely a text is after another one, with what is decided. */
function probability(decided: DecidedCaptions, typed: string, next: string): number {
  const before = [startPiece, ...pieces(typed)];
  const all = pieces(typed + next).slice(before.length - 1);
  return all.reduce((product, piece) => {
    const said = Math.exp(decided.mix(before, unsure)[piece]);
    before.push(piece);
    return product * said;
  }, 1);
}

/** Each caption is decided after those before it. */
function decide(decided: DecidedCaptions, captions: readonly string[]): void {
  captions.forEach((caption, at) => {
    const all = pieces(caption);
    decided.learnFrom(
      all,
      Array.from({ length: all.length + 1 }, () => unsure),
    );
    decided.set(String(at), caption);
  });
}

/**
 * What Witten and Bell say of the next piece, with the counts of Kneser and Ney for the shorter contexts, straight from the definition.
 * @param rows `<start>`, pieces and `<end>` of each caption
 */
function expectedOf(rows: readonly number[][], before: readonly number[]): { probabilities: number[]; known: number } {
  /** Each piece that follows, and what stands in front of the context there: another thing for each beginning. */
  const followers = (context: readonly number[]): { piece: number; setting: string }[] =>
    rows.flatMap((row, caption) =>
      row.flatMap((piece, at) => {
        const from = at - context.length;
        if (at === 0 || from < 0 || !context.every((one, back) => row[from + back] === one)) return [];
        return [{ piece, setting: from === 0 ? `beginning ${caption}` : String(row[from - 1]) }];
      }),
    );
  const contexts = Array.from({ length: Math.min(8, before.length) + 1 }, (_, length) =>
    before.slice(before.length - length),
  );
  const known = contexts.findLastIndex((context) => followers(context).length > 0);
  let probabilities = new Array<number>(vocabulary.size).fill(1 / vocabulary.size);
  for (const context of contexts.slice(0, known + 1)) {
    const all = followers(context);
    const isLongest = context.length > 0 && context.length === known;
    const times = (piece: number): number => {
      const settings = all.filter((follower) => follower.piece === piece).map(({ setting }) => setting);
      return isLongest ? settings.length : new Set(settings).size;
    };
    const different = [...new Set(all.map(({ piece }) => piece))];
    const sum = different.reduce((total, piece) => total + times(piece), 0) + different.length;
    probabilities = probabilities.map((shorter, piece) => (times(piece) + different.length * shorter) / sum);
  }
  return { probabilities, known };
}

describe('What is decided in a dataset', () => {
  let decided: DecidedCaptions;
  beforeEach(() => (decided = new DecidedCaptions(vocabulary)));

  it('makes likelier what was written there', () => {
    const before = probability(decided, 'a dog', ' on a sofa');
    decided.set('1', 'a dog on a sofa');
    assert.ok(probability(decided, 'a dog', ' on a sofa') > before);
  });

  it('goes by as much of what was typed as it knows', () => {
    decide(decided, [
      'a red car by the sea',
      'a blue car by the road',
      'a red car by the sea',
      'a blue car by the road',
    ]);
    const likelier =
      probability(decided, 'a red car by the', ' sea') / probability(decided, 'a red car by the', ' road');
    assert.ok(likelier > 3, String(likelier));
  });

  it('expects in the middle of a caption no opening that stands in front of many', () => {
    decide(decided, [
      'puma red sock',
      'puma old sock',
      'puma new coat',
      'puma blue cap',
      'nike green cap',
      'a grey cap',
    ]);
    const opening = probability(decided, 'nike unheard', ' puma');
    const seenAnywhere = probability(decided, 'nike unheard', ' cap');
    assert.ok(seenAnywhere > opening, `${seenAnywhere} and ${opening}`);
  });

  it('is trusted the more, the better it foretold', () => {
    const same = Array.from({ length: 6 }, () => 'puma black cap');
    const different = ['a dog runs', 'two girls', 'old boats', 'the river', 'some men', 'one bird'];
    const ofSame = new DecidedCaptions(vocabulary);
    const ofDifferent = new DecidedCaptions(vocabulary);
    decide(ofSame, same);
    decide(ofDifferent, [...different, 'puma black cap']);
    assert.ok(probability(ofSame, 'puma', ' black') > 2 * probability(ofDifferent, 'puma', ' black'));
  });

  it('unlearns what the captioner expects again and again, and nobody has written here', () => {
    const [dog] = pieces('a dog').slice(1);
    const others = Math.log(0.5 / (vocabulary.size - 1));
    const ofDogs = unsure.map((_, piece) => (piece === dog ? Math.log(0.5) : others));
    const captions = ['a cat sleeps', 'two girls laugh', 'an old boat', 'a red bike', 'a child jumps', 'three birds'];
    captions.forEach((caption, at) => {
      const all = pieces(caption);
      decided.learnFrom(all, new Array<Float32Array>(all.length + 1).fill(ofDogs));
      decided.set(String(at), caption);
    });
    const expected = Math.exp(decided.mix([startPiece, ...pieces('a wooden')], ofDogs)[dog]);
    assert.ok(expected < 0.1, String(expected));
  });

  it('is as if a caption had never been decided once that is taken back', () => {
    decided.set('1', 'a dog on a sofa');
    const before = decided.mix([startPiece], unsure);
    decided.set('2', 'two girls in the sea');
    decided.set('2', undefined);
    assert.deepEqual(decided.mix([startPiece], unsure), before);
    decided.set('1', '   ');
    assert.equal(decided.mix([startPiece], unsure), unsure);
  });

  it('has another version whenever it may say something else', () => {
    const versions = [decided.version];
    decided.set('1', 'a dog');
    versions.push(decided.version);
    decided.learnFrom(pieces('a cat'), new Array<Float32Array>(pieces('a cat').length + 1).fill(unsure));
    versions.push(decided.version);
    assert.equal(new Set(versions).size, 3);
  });

  it('trusts a longer context over a shorter one the more, the more often it was seen and the fewer pieces followed it', () => {
    const words = fc.array(fc.constantFrom('a', 'dog', 'sofa', 'on'), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), words, fc.nat(), (captions, typed, cut) => {
        const all = new DecidedCaptions(vocabulary);
        const texts = [...new Set(captions.map((caption) => caption.join(' ')))];
        texts.forEach((text, at) => all.set(String(at), text));
        // Some of what was typed stands in a caption as a whole.
        const begun = pieces(cut % 3 === 0 ? texts[0] : typed.join(' '));
        const before = [startPiece, ...begun.slice(0, cut % (begun.length + 1))];
        const rows = texts.map((text) => [startPiece, ...pieces(text), endPiece]);
        const { probabilities, known } = expectedOf(rows, before);
        const weight = new MixingWeights(8).at(known);
        const said = all.mix(before, unsure);
        for (const [piece, probability] of probabilities.entries()) {
          const expected = (1 - weight) / vocabulary.size + weight * probability;
          assert.ok(Math.abs(Math.exp(said[piece]) - expected) < 1e-6, `${Math.exp(said[piece])}, not ${expected}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('forgets what was decided first once there are too many captions, and nothing before', () => {
    const others = ['a cat sleeps', 'two girls laugh'];
    const [full, without] = [new DecidedCaptions(vocabulary), new DecidedCaptions(vocabulary)];
    full.set('first', 'an old boat');
    for (let caption = 1; caption < mostCaptions; caption++)
      for (const one of [full, without]) one.set(String(caption), others[caption % 2]);
    const boat = pieces('an old boat')[0];
    assert.ok(full.mix([startPiece], unsure)[boat] > without.mix([startPiece], unsure)[boat]);
    for (const one of [full, without]) one.set('last', others[0]);
    assert.deepEqual(full.mix([startPiece], unsure), without.mix([startPiece], unsure));
  });

  it('always says probabilities', () => {
    const words = fc.array(fc.constantFrom('a', 'dog', 'sofa', 'Puma', '狗', 'on', 'é'), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), words, (captions, typed) => {
        const all = new DecidedCaptions(vocabulary);
        decide(
          all,
          captions.map((caption) => caption.join(' ')),
        );
        const said = all.mix([startPiece, ...pieces(typed.join(' '))], unsure);
        const sum = said.reduce((total, value) => total + Math.exp(value), 0);
        assert.ok(Math.abs(sum - 1) < 1e-4, String(sum));
        assert.ok(said.every((value) => Number.isFinite(value)) && said[endPiece] < 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('The weights of two models', () => {
  it('come to what each has foretold, lately', () => {
    const weights = new MixingWeights(3);
    for (let time = 0; time < 300; time++) weights.learn(2, 0.1, 0.9);
    assert.ok(weights.at(2) > 0.8);
    for (let time = 0; time < 300; time++) weights.learn(2, 0.9, 0.1);
    assert.ok(weights.at(2) < 0.2);
  });

  it('are learned apart for each length of what was known, the longest ones together', () => {
    const weights = new MixingWeights(3);
    const first = weights.at(0);
    for (let time = 0; time < 50; time++) weights.learn(7, 0.1, 0.9);
    assert.equal(weights.at(0), first);
    assert.equal(weights.at(3), weights.at(9));
    assert.ok(weights.at(3) > first);
  });

  it('never come to 0 or 1', () => {
    const weights = new MixingWeights(1);
    for (let time = 0; time < 2_000; time++) weights.learn(1, 0, 1);
    assert.ok(weights.at(1) < 1);
    for (let time = 0; time < 2_000; time++) weights.learn(1, 1, 0);
    assert.ok(weights.at(1) > 0);
  });
});
