import * as z from 'zod';
import { logistic, logLikelihood, maximiseLikelihood } from './logisticRegression';

/**
 * A beta calibration curve (Kull, Silva Filho and Flach 2017, eq. 3): p becomes 1 / (1 + exp(−(a ln p − b ln(1 − p) + c))).
 * With a and b not below 0 it never falls. With b = 0 it ends below 1, which a network that is too sure of some words
 * needs; a = b is Platt scaling of the log-odds, a = b = 1 and c = 0 leaves p as it is.
 */
export const betaCurveSchema = z.object({ a: z.number().min(0), b: z.number().min(0), c: z.number() });
export type BetaCurve = z.infer<typeof betaCurveSchema>;

/** Logarithms stay finite. */
const smallest = 1e-6;

/** @param probability 0 to 1 */
export function applyCurve(curve: BetaCurve, probability: number): number {
  const [fromLow, fromHigh] = featuresOf(probability);
  return logistic(curve.a * fromLow + curve.b * fromHigh + curve.c);
}

/**
 * The curve of the greatest likelihood: logistic regression, a and b held at 0 where they would be below it.
 * @param probabilities as the network says them
 * @param truths 0 or 1, or shares between (Papke and Wooldridge 1996)
 * @param factors what the curve's value of each is multiplied by afterwards, above 0 to 1; 1 where not given
 */
export function fitCurve(
  probabilities: readonly number[],
  truths: readonly number[],
  factors: readonly number[] = probabilities.map(() => 1),
): BetaCurve {
  const rows = probabilities.map(featuresOf);
  // If a coefficient has to be 0, the best of the rest is found anew.
  const choices = [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const;
  let best = { weights: [0, 0, 0], likelihood: -Infinity };
  for (const free of choices) {
    const weights = maximiseLikelihood(rows, truths, factors, [...free, true]);
    if (weights.some((weight, at) => at < free.length && weight < 0)) continue;
    const likelihood = logLikelihood(rows, truths, factors, weights);
    if (likelihood > best.likelihood) best = { weights, likelihood };
    // Nothing that is held at 0 can be likelier.
    if (free.every(Boolean)) break;
  }
  const [a, b, c] = best.weights;
  return { a, b, c };
}

function featuresOf(probability: number): [number, number, number] {
  const inside = Math.min(1 - smallest, Math.max(smallest, probability));
  return [Math.log(inside), -Math.log(1 - inside), 1];
}
