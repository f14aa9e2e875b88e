import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/dataset/collections/random';
import { BeamSearch, type BeamOptions } from '../../../src/captioner/beamSearch/beams';

const endPiece = 0;
const vocabulary = 4;
const maxPieces = 4;

/** A made-up language model: fixed log-probabilities of the next piece after each prefix. */
function makeLanguage(seed: number): (prefix: readonly number[]) => Float32Array {
  const memo = new Map<string, Float32Array>();
  const random = seededRandom(seed);
  return (prefix) => {
    const key = prefix.join(' ');
    const known = memo.get(key);
    if (known) return known;
    const weights = Array.from({ length: vocabulary }, () => random() ** 3 + 0.01);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const row = Float32Array.from(weights, (weight) => Math.log(weight / sum));
    memo.set(key, row);
    return row;
  };
}

function search(language: ReturnType<typeof makeLanguage>, options: Partial<BeamOptions>): BeamSearch {
  const beams = new BeamSearch({ width: 3, maxPieces, lengthPenalty: 1, endPiece, ...options });
  let prefixes: number[][] = [[]];
  while (!beams.done) {
    const before = prefixes;
    const going = beams.advance(
      (row) => language(before[row]),
      () => new Float32Array(),
    );
    prefixes = going.map(({ parent, piece }) => [...before[parent], piece]);
  }
  return beams;
}

/** The best caption of all that there are, by trying each. */
function exhaustive(
  language: ReturnType<typeof makeLanguage>,
  lengthPenalty: number,
): { pieces: number[]; score: number } {
  let best = { pieces: [] as number[], score: -Infinity };
  const visit = (prefix: number[], logProbability: number): void => {
    language(prefix).forEach((value, piece) => {
      const total = logProbability + value;
      if (piece === endPiece) {
        const score = total / (prefix.length + 1) ** lengthPenalty;
        if (score > best.score) best = { pieces: prefix, score };
      } else if (prefix.length + 1 < maxPieces) {
        visit([...prefix, piece], total);
      }
    });
  };
  visit([], 0);
  return best;
}

describe('Beam search', () => {
  it('finds what exhaustive search finds when the beam is wide enough', () => {
    for (let seed = 1; seed <= 40; seed++) {
      for (const lengthPenalty of [0, 0.7, 1]) {
        const language = makeLanguage(seed);
        const [found] = search(language, { width: 500, lengthPenalty }).results();
        const expected = exhaustive(language, lengthPenalty);
        assert.deepEqual(
          found.nodes.map(({ piece }) => piece),
          expected.pieces,
        );
        assert.ok(Math.abs(found.score - expected.score) < 1e-5);
      }
    }
  });

  it('with a beam of one takes the likeliest piece at each step', () => {
    const language = makeLanguage(3);
    const [found] = search(language, { width: 1, maxPieces: 10 }).results();
    const prefix: number[] = [];
    for (const { piece } of found.nodes) {
      const row = language(prefix);
      assert.equal(piece, row.indexOf(Math.max(...row)));
      prefix.push(piece);
    }
  });

  it('gives captions from best to worst, all different', () => {
    const results = search(makeLanguage(5), { width: 4, maxPieces: 8 }).results();
    const scores = results.map(({ score }) => score);
    assert.deepEqual(
      scores,
      scores.toSorted((one, other) => other - one),
    );
    assert.equal(new Set(results.map(({ nodes }) => nodes.map(({ piece }) => piece).join(' '))).size, results.length);
  });

  it('cuts captions that do not end, and says so', () => {
    const endless = (): Float32Array => Float32Array.from([-50, -1, -1, -1]);
    for (const { nodes, isCut, score, logProbability } of search(endless, { width: 2 }).results()) {
      assert.deepEqual([nodes.length, isCut], [maxPieces, true]);
      assert.ok(Math.abs(score - logProbability / maxPieces) < 1e-6, 'the mean a piece, as there is no end');
    }
  });

  it('does not call cut what came to its end', () => {
    const results = search(makeLanguage(5), { width: 4, maxPieces: 8 }).results();
    assert.deepEqual(
      results.filter(({ isCut }) => isCut),
      [],
    );
  });

  /** The likelihoods of each next piece, `<end>` first, after a caption of no piece, and after any other. */
  const saying =
    (first: readonly number[], then: readonly number[]) =>
    (prefix: readonly number[]): Float32Array =>
      Float32Array.from(prefix.length === 0 ? first : then, Math.log);

  it('ends once as many captions have ended as are followed, and goes on with none of the others then', () => {
    const language = saying([0.5, 0.4, 0.06, 0.04], [0.9, 0.05, 0.03, 0.02]);
    const beams = new BeamSearch({ width: 2, maxPieces, lengthPenalty: 1, endPiece });
    const advance = (prefix: number[]): unknown =>
      beams.advance(
        () => language(prefix),
        () => new Float32Array(),
      );
    assert.deepEqual(advance([]), [{ parent: 0, piece: 1 }]);
    assert.equal(beams.done, false);
    assert.deepEqual(advance([1]), []);
    assert.equal(beams.done, true);
  });

  it('puts captions that name what is sure to be there first, however late and however unlikely they end', () => {
    const named = { object: 7, text: 'owl', standIn: 1, probability: 0.5, push: 0, isCertain: true };
    const objects = { names: [{ ...named, places: Float32Array.of(1) }], withheld: new Map<number, number>() };
    const results = search(saying([0.6, 0.3, 0.06, 0.04], [0.9, 0.05, 0.03, 0.02]), { width: 2, objects }).results();
    assert.deepEqual(
      results.map(({ nodes }) => nodes.map(({ piece, named: thing }) => [piece, thing?.text])),
      [[[1, 'owl']], []],
    );
    assert.ok(results[0].score < results[1].score);
  });

  it('names what is not sure to be there where that is likelier, and nothing where the decoder is sure not to say it', () => {
    const thingsNamed = (first: readonly number[], push: number): (string | undefined)[] => {
      const named = { object: 7, text: 'owl', standIn: 1, probability: 0.5, push, isCertain: false };
      const objects = { names: [{ ...named, places: Float32Array.of(1) }], withheld: new Map<number, number>() };
      return search(saying(first, [0.9, 1e-5, 0.08, 0.02]), { width: 3, objects })
        .results()
        .flatMap(({ nodes }) => nodes.map(({ named: thing }) => thing?.text));
    };
    assert.equal(thingsNamed([0.1, 0.3, 0.5, 0.1], 3)[0], 'owl');
    assert.ok(!thingsNamed([0.4, 1e-5, 0.5, 0.1], 20).includes('owl'));
  });

  it('names a thing only where captions had what stands in for it, as a whole word', () => {
    const named = { object: 7, text: 'owl', standIn: 1, probability: 0.5, push: 3, isCertain: false };
    const objects = { names: [{ ...named, places: Float32Array.of(1) }], withheld: new Map<number, number>() };
    const isNamed = (first: readonly number[], then: readonly number[], wordPieces?: ReadonlySet<number>): boolean =>
      search(saying([0.1, 0.3, 0.5, 0.1], [0.9, 1e-5, 0.08, 0.02]), {
        ...{ width: 3, objects, following: (pieces) => (pieces.length === 0 ? first : then) },
        ...(wordPieces && { wordPieces }),
      })
        .results()
        .some(({ nodes }) => nodes.some(({ named: thing }) => thing !== undefined));
    const wordPieces = new Set([1, 3]);
    assert.equal(isNamed([1, 2], [endPiece], wordPieces), true, 'it came last');
    assert.equal(isNamed([1, 2], [2, 3], wordPieces), true, 'another word came next');
    assert.equal(isNamed([1, 2], [2], wordPieces), false, 'it was the beginning of a longer word');
    assert.equal(isNamed([2, 3], [endPiece], wordPieces), false, 'it never came there');
    assert.equal(isNamed([1, 2], [2]), true, 'each piece is a word');
  });

  describe('without repeating three words', () => {
    /** Says 1 2 3 again and again, and never ends by itself. */
    const rhythm = (prefix: readonly number[]): Float32Array => {
      const wanted = (prefix.length % 3) + 1;
      return Float32Array.from({ length: vocabulary }, (_, piece) =>
        Math.log(piece === wanted ? 0.9 : piece === endPiece ? 1e-6 : 0.05),
      );
    };
    const long = { maxPieces: 9, width: 2 };
    const piecesOf = (options: Partial<BeamOptions>): number[] =>
      search(rhythm, { ...long, ...options })
        .results()[0]
        .nodes.map(({ piece }) => piece);

    it('says nothing twice that it would say again and again', () => {
      assert.deepEqual(piecesOf({}).slice(0, 6), [1, 2, 3, 1, 2, 3]);
      const pieces = piecesOf({ wholePieces: new Set([1, 2, 3]) });
      const runs = pieces.slice(2).map((piece, at) => `${pieces[at]} ${pieces[at + 1]} ${piece}`);
      assert.equal(new Set(runs).size, runs.length);
      assert.deepEqual(pieces.slice(0, 5), [1, 2, 3, 1, 2]);
    });

    it('lets parts of words repeat, as some words could not be written otherwise', () => {
      assert.deepEqual(piecesOf({ wholePieces: new Set([1, 2]) }), piecesOf({}));
    });
  });
});
