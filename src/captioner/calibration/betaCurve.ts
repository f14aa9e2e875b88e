import * as z from 'zod';

/**
 * A beta calibration curve (Kull, Silva Filho and Flach 2017, eq. 3): p becomes 1 / (1 + exp(−(a ln p − b ln(1 − p) + c))).
 * With a and b not below 0 it never falls. With b = 0 it ends below 1, which a network that is too sure of some words
 * needs; a = b is Platt scaling of the log-odds, a = b = 1 and c = 0 leaves p as it is.
 */
export const betaCurveSchema = z.object({ a: z.number().min(0), b: z.number().min(0), c: z.number() });
export type BetaCurve = z.infer<typeof betaCurveSchema>;

/** Logarithms stay finite. */
const smallest = 1e-6;
/** Newton's method on a loss of three numbers, convex where all factors are 1, settles in about ten rounds. */
const mostRounds = 100;
/** Keeps the equations solvable where all values are the same. */
const ridge = 1e-4;

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

function logLikelihood(
  rows: readonly (readonly number[])[],
  truths: readonly number[],
  factors: readonly number[],
  weights: readonly number[],
): number {
  return rows.reduce((sum, row, index) => {
    const said = logistic(row.reduce((total, value, at) => total + value * weights[at], 0));
    const claimed = Math.min(1 - smallest, Math.max(smallest, factors[index] * said));
    return sum + truths[index] * Math.log(claimed) + (1 - truths[index]) * Math.log(1 - claimed);
  }, 0);
}

/** Newton's method with the expected curvature (Fisher's scoring); coefficients that are not free stay 0. */
function maximiseLikelihood(
  rows: readonly (readonly number[])[],
  truths: readonly number[],
  factors: readonly number[],
  free: readonly boolean[],
): number[] {
  const weights = free.map(() => 0);
  for (let round = 0; round < mostRounds; round++) {
    const gradient = weights.map((weight) => -ridge * weight);
    const curvature: number[][] = weights.map((_, at) => weights.map((__, other) => (at === other ? ridge : 0)));
    rows.forEach((row, index) => {
      const said = logistic(row.reduce((sum, value, at) => sum + value * weights[at], 0));
      const claimed = factors[index] * said;
      // It is 1 where the factor is.
      const left = (1 - said) / (1 - claimed);
      row.forEach((value, at) => {
        gradient[at] += value * (truths[index] - claimed) * left;
        row.forEach((other, column) => (curvature[at][column] += value * other * claimed * (1 - said) * left));
      });
    });
    free.forEach((isFree, at) => {
      if (isFree) return;
      gradient[at] = 0;
      free.forEach((_, other) => (curvature[at][other] = curvature[other][at] = at === other ? 1 : 0));
    });
    const step = solve(curvature, gradient);
    // Far from the solution the whole step may lead further away.
    const scale = Math.min(1, 2 / Math.max(...step.map(Math.abs)));
    step.forEach((by, at) => (weights[at] += scale * by));
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  return weights;
}

/** The solution of a small symmetric positive system, by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]]);
  rows.forEach((pivot, at) => {
    rows.forEach((row, other) => {
      if (other === at) return;
      const factor = row[at] / pivot[at];
      pivot.forEach((value, column) => (row[column] -= factor * value));
    });
  });
  return rows.map((row, at) => row[rows.length] / row[at]);
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
