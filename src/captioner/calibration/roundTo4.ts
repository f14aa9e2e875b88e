/** What bundles keep of a measured number: more digits would only look exact. */
export function roundTo4(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
