import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyCurve, fitCurve, type BetaCurve } from '../../../src/captioner/calibration/betaCurve';
import { seededRandom } from '../../../src/dataset/collections/random';
import '../../harness/propertySeed';

/** Probabilities that somebody said, and whether it came so, with the chance that `chance` gives. */
function experience(count: number, chance: (said: number) => number): { said: number[]; truths: number[] } {
  const random = seededRandom(7);
  const said = Array.from({ length: count }, () => 0.02 + 0.96 * random());
  return { said, truths: said.map((one) => (random() < chance(one) ? 1 : 0)) };
}

describe('A beta calibration curve', () => {
  it('finds again what made the truths', () => {
    const { said, truths } = experience(20_000, (one) => applyCurve({ a: 0.8, b: 0.3, c: 0.5 }, one));
    const curve = fitCurve(said, truths);
    for (const one of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      const wanted = applyCurve({ a: 0.8, b: 0.3, c: 0.5 }, one);
      assert.ok(Math.abs(applyCurve(curve, one) - wanted) < 0.02, `${one}: ${applyCurve(curve, one)}, not ${wanted}`);
    }
  });

  it('leaves what is calibrated as it is', () => {
    const { said, truths } = experience(20_000, (one) => one);
    const curve = fitCurve(said, truths);
    for (const one of [0.1, 0.5, 0.9]) assert.ok(Math.abs(applyCurve(curve, one) - one) < 0.02);
  });

  it('is found behind what it was multiplied by', () => {
    const random = seededRandom(3);
    const curve = { a: 1.2, b: 0.4, c: 0.8 };
    const { said } = experience(20_000, () => 0);
    const factors = said.map((_, at) => (at % 4 === 0 ? 0.05 + 0.9 * random() : 1));
    const truths = said.map((one, at) => (random() < factors[at]! * applyCurve(curve, one) ? 1 : 0));
    const [found, blind] = [fitCurve(said, truths, factors), fitCurve(said, truths)];
    for (const one of [0.3, 0.6, 0.9]) {
      assert.ok(Math.abs(applyCurve(found, one) - applyCurve(curve, one)) < 0.02, `${one}: ${applyCurve(found, one)}`);
    }
    assert.ok(applyCurve(blind, 0.9) < applyCurve(curve, 0.9) - 0.05, 'without the factors it is another one');
  });

  it('is that of the greatest likelihood, also behind what it was multiplied by', () => {
    const random = seededRandom(11);
    const { said, truths } = experience(200, (one) => 0.6 * one);
    const factors = said.map(() => 0.3 + 0.7 * random());
    const likelihood = (curve: BetaCurve): number =>
      said.reduce((sum, one, at) => {
        const claimed = factors[at]! * applyCurve(curve, one);
        return sum + (truths[at] === 1 ? Math.log(claimed) : Math.log(1 - claimed));
      }, 0);
    const best = fitCurve(said, truths, factors);
    assert.ok(best.a > 0.1 && best.b > 0.1, JSON.stringify(best));
    for (const key of ['a', 'b', 'c'] as const)
      for (const by of [-0.05, 0.05]) {
        const beside = { ...best, [key]: best[key] + by };
        assert.ok(likelihood(beside) < likelihood(best), `${key} ${by}`);
      }
  });

  it('holds the coefficient at 0 that would be below it, and the other one not', () => {
    const { said, truths } = experience(5_000, (one) => applyCurve({ a: 2, b: -0.5, c: 0 }, one));
    const curve = fitCurve(said, truths);
    assert.equal(curve.b, 0, JSON.stringify(curve));
    assert.ok(curve.a > 0.5, JSON.stringify(curve));
  });

  it('holds the other one at 0 where that is likelier', () => {
    const { said, truths } = experience(5_000, (one) => applyCurve({ a: -0.4, b: 2, c: -1 }, one));
    const curve = fitCurve(said, truths);
    assert.equal(curve.a, 0, JSON.stringify(curve));
    assert.ok(curve.b > 1, JSON.stringify(curve));
  });

  it('is flat, not falling, where sureness says the opposite of the truth', () => {
    const { said, truths } = experience(5_000, (one) => 1 - one);
    const curve = fitCurve(said, truths);
    assert.deepEqual([curve.a, curve.b], [0, 0]);
    assert.ok(Math.abs(applyCurve(curve, 0.5) - 0.5) < 0.03);
  });

  it('is flat at how often it came true, not at a half', () => {
    const { said, truths } = experience(5_000, (one) => 0.4 * (1 - one));
    const curve = fitCurve(said, truths);
    const share = truths.reduce((sum, truth) => sum + truth, 0) / truths.length;
    assert.deepEqual([curve.a, curve.b], [0, 0]);
    assert.ok(Math.abs(applyCurve(curve, 0.5) - share) < 0.001, `${applyCurve(curve, 0.5)}, not ${share}`);
  });

  it('is no less likely than any other one with a coefficient at 0, where one has to be', () => {
    const steps = (from: number, to: number): number[] =>
      Array.from({ length: 31 }, (_, at) => from + (at * (to - from)) / 30);
    const made = [
      { a: 2, b: -0.5, c: 0 },
      { a: -0.4, b: 2, c: -1 },
      { a: -0.2, b: 0.9, c: -2 },
      { a: 0.7, b: -0.3, c: 2 },
      { a: -0.8, b: 0.9, c: 0 },
    ];
    for (const making of made) {
      const { said, truths } = experience(400, (one) => applyCurve(making, one));
      const factors = said.map((_, at) => (at % 3 === 0 ? 0.5 : 1));
      const likelihood = (curve: BetaCurve): number =>
        said.reduce((sum, one, at) => {
          const claimed = factors[at]! * applyCurve(curve, one);
          return sum + (truths[at] === 1 ? Math.log(claimed) : Math.log(1 - claimed));
        }, 0);
      const found = fitCurve(said, truths, factors);
      assert.ok(Math.min(found.a, found.b) === 0, JSON.stringify(found));
      for (const slope of steps(0, 3))
        for (const c of steps(-3, 3))
          for (const curve of [
            { a: slope, b: 0, c },
            { a: 0, b: slope, c },
          ])
            assert.ok(likelihood(curve) < likelihood(found) + 1e-3, JSON.stringify({ making, found, curve }));
    }
  });

  it('is found where all values are the same, or so sure that their logarithms are not finite', () => {
    const same = fitCurve([0.5, 0.5, 0.5], [1, 0, 1]);
    assert.ok(Math.abs(applyCurve(same, 0.5) - 2 / 3) < 0.001, JSON.stringify(same));
    const sure = fitCurve([0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 1, 0]);
    assert.ok(Math.abs(applyCurve(sure, 1) - 3 / 4) < 0.01, JSON.stringify(sure));
    assert.ok(applyCurve(sure, 0) < 0.05, JSON.stringify(sure));
  });

  it('never falls and stays between 0 and 1, whatever it was fitted on', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, share, fc.double({ min: 0.001, max: 1, noNaN: true })), {
          minLength: 1,
          maxLength: 40,
        }),
        share,
        share,
        (pairs, one, other) => {
          const curve = fitCurve(
            pairs.map(([said]) => said),
            pairs.map(([, truth]) => truth),
            pairs.map(([, , factor]) => factor),
          );
          const [low, high] = [Math.min(one, other), Math.max(one, other)].map((said) => applyCurve(curve, said));
          assert.ok(low! >= 0 && high! <= 1 && low! <= high! + 1e-12, JSON.stringify({ curve, one, other, low, high }));
        },
      ),
    );
  });
});
