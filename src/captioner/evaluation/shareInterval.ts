/** The 97.5 % quantile of the standard normal distribution. */
const quantile = 1.959964;

/**
 * The range in which a share lies with 95 % certainty, seen in some trials: the score interval (Wilson 1927), which holds for few
 * trials and for shares near 0 and 1, too.
 * @param hits of the trials
 * @throws RangeError without trials
 */
export function shareInterval(hits: number, trials: number): [number, number] {
  if (trials < 1) throw new RangeError('Without trials nothing is known of a share.');
  const share = hits / trials;
  const square = quantile ** 2 / trials;
  const middle = share + square / 2;
  const half = quantile * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return [Math.max(0, (middle - half) / (1 + square)), Math.min(1, (middle + half) / (1 + square))];
}
