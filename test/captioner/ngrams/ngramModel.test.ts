import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeNgrams, encodeNgrams } from '../../../src/captioner/ngrams/ngramFile';
import { NgramModel, type CountedCaption } from '../../../src/captioner/ngrams/ngramModel';
import { endPiece, startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import '../../harness/propertySeed';

const vocabulary = 12;
const piece = fc.integer({ min: 2, max: vocabulary - 1 });
const captions: fc.Arbitrary<CountedCaption[]> = fc.array(
  fc.record({ pieces: fc.array(piece, { maxLength: 8 }), times: fc.integer({ min: 1, max: 10 }) }),
  { maxLength: 12 },
);
const before = fc.array(piece, { maxLength: 5 });
const runs = { numRuns: 100 };

const [a, dog, cat, runs_, sleeps] = [2, 3, 4, 5, 6];
const written = (...all: number[][]): CountedCaption[] => all.map((pieces) => ({ pieces, times: 1 }));

describe('N-grams of pieces', () => {
  it('give every piece a chance, and all of them 1', () => {
    fc.assert(
      fc.property(captions, before, (counted, context) => {
        const probabilities = NgramModel.ofCaptions(counted).probabilities(context, vocabulary);
        assert.ok(probabilities.every((probability) => probability > 0));
        assert.ok(Math.abs(probabilities.reduce((sum, one) => sum + one, 0) - 1) < 1e-5);
      }),
      runs,
    );
  });

  it('give each piece what Witten and Bell’s formula says, from the longest context to none', () => {
    fc.assert(
      fc.property(captions, before, (counted, context) => {
        const probabilities = NgramModel.ofCaptions(counted).probabilities(context, vocabulary);
        for (let next = 0; next < vocabulary; next++)
          assert.ok(Math.abs(probabilities[next] - byTheFormula(counted, context, next)) < 1e-5);
      }),
      runs,
    );
  });

  it('know the beginning of a caption and its end', () => {
    const model = NgramModel.ofCaptions(written([a, dog, runs_], [a, cat, sleeps]));
    assert.equal(likeliest(model, []), a);
    assert.equal(likeliest(model, [a, cat, sleeps]), endPiece);
  });

  it('trust what followed the last three pieces more than what followed the last', () => {
    const model = NgramModel.ofCaptions(written([dog, a, cat, runs_], [a, cat, sleeps], [a, cat, sleeps]));
    assert.equal(likeliest(model, [dog, a, cat]), runs_);
    assert.equal(likeliest(model, [a, cat]), sleeps);
  });

  it('tell how often pieces were seen in a row, and in how many captions they could have been', () => {
    const sought = fc.array(piece, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(captions, sought, (counted, pieces) => {
        const model = NgramModel.ofCaptions(counted);
        const seen = counted.reduce((sum, one) => sum + one.times * timesIn(one.pieces, pieces), 0);
        assert.equal(model.timesSeen(pieces), seen);
        assert.equal(
          model.captions,
          counted.reduce((sum, { times }) => sum + times, 0),
        );
      }),
      runs,
    );
  });

  it('learn more captions as if all had been counted together', () => {
    fc.assert(
      fc.property(captions, captions, (first, second) => {
        const learned = NgramModel.ofCaptions(second, NgramModel.ofCaptions(first));
        assert.deepEqual(learned.rows, NgramModel.ofCaptions([...first, ...second]).rows);
      }),
      runs,
    );
  });
});

describe('A file of n-grams', () => {
  it('says what was written into it', () => {
    fc.assert(
      fc.property(captions, (counted) => {
        const model = NgramModel.ofCaptions(counted);
        assert.deepEqual(decodeNgrams(encodeNgrams(model), vocabulary).rows, model.rows);
      }),
      runs,
    );
  });

  it('is refused if it is of another vocabulary, cut, out of order, or no such file at all', () => {
    const model = NgramModel.ofCaptions(written([a, dog, runs_]));
    const { rows } = model;
    const backwards = new NgramModel({
      before: rows.before.map((column) => column.toReversed()),
      next: rows.next.toReversed(),
      count: rows.count.toReversed(),
    });
    assert.throws(() => decodeNgrams(encodeNgrams(model), 4), /names piece 5 of a vocabulary of 4/);
    assert.throws(() => decodeNgrams(gzipSync(Buffer.alloc(24)), vocabulary), /its last row is cut/);
    assert.throws(() => decodeNgrams(encodeNgrams(backwards), vocabulary), /row 1 is not in order/);
    assert.throws(() => decodeNgrams(Buffer.from('weights'), vocabulary));
  });
});

function timesIn(pieces: readonly number[], sought: readonly number[]): number {
  return pieces.filter((_, at) => sought.every((piece, offset) => pieces[at + offset] === piece)).length;
}

function likeliest(model: NgramModel, context: readonly number[]): number {
  const probabilities = model.probabilities(context, vocabulary);
  return probabilities.indexOf(Math.max(...probabilities));
}

/** By counting in the captions themselves. */
function byTheFormula(counted: readonly CountedCaption[], context: readonly number[], next: number): number {
  const filled = [startPiece, startPiece, startPiece, ...context].slice(-3);
  let probability = 1 / vocabulary;
  for (let length = 0; length <= 3; length++) {
    const wanted = filled.slice(3 - length);
    const followers = new Map<number, number>();
    for (const { pieces, times } of counted) {
      const all = [startPiece, startPiece, startPiece, ...pieces, endPiece];
      for (let at = 3; at < all.length; at++) {
        if (wanted.every((one, back) => all[at - length + back] === one))
          followers.set(all[at], (followers.get(all[at]) ?? 0) + times);
      }
    }
    if (followers.size === 0) return probability;
    const total = [...followers.values()].reduce((sum, times) => sum + times, 0);
    probability = ((followers.get(next) ?? 0) + followers.size * probability) / (total + followers.size);
  }
  return probability;
}
