/**
 * How often a normally distributed value lies further up than this: the upper tail of the standard normal distribution
 * (Abramowitz and Stegun 1964, 26.2.17; wrong by less than 1e-7).
 */
export function normalTail(value: number): number {
  if (value < 0) return 1 - normalTail(-value);
  const t = 1 / (1 + 0.2316419 * value);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (series * Math.exp((-value * value) / 2)) / Math.sqrt(2 * Math.PI);
}
