/** Logarithms stay finite. */
const smallest = 1e-6;
/** Newton's method on a loss of a few numbers, convex where all factors are 1, settles in about ten rounds. */
const mostRounds = 100;
/** Keeps the equations solvable where all values are the same. */
const ridge = 1e-4;

/** How likely truths are by a regression's weights; see {@link maximiseLikelihood}. */
export function logLikelihood(
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

/**
 * The weights of a logistic regression, by Newton's method with the expected curvature (Fisher's scoring).
 * @param rows what is known of each case
 * @param truths 0 or 1, or shares between (Papke and Wooldridge 1996)
 * @param factors what the chance of each is multiplied by afterwards, above 0 to 1
 * @param free which weights may change; others stay 0
 */
export function maximiseLikelihood(
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

/** From log odds to a chance. */
export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
