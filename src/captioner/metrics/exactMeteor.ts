/** As in Banerjee and Lavie 2005: recall weighs nine times as much as precision. */
const recallWeight = 0.9;
const fragmentationWeight = 0.5;
const fragmentationPower = 3;

/**
 * METEOR (Banerjee and Lavie 2005) with exact matches alone, no stems and no synonyms: quick, and it needs no data. It
 * rewards naming what the references name, so it holds against captions that grow shorter.
 * @returns 0 to 1: the best over the references
 */
export function exactMeteor(candidate: readonly string[], references: readonly string[][]): number {
  return Math.max(...references.map((reference) => scoreAgainst(candidate, reference)));
}

function scoreAgainst(candidate: readonly string[], reference: readonly string[]): number {
  const { matches, chunks } = align(candidate, reference);
  if (matches === 0) return 0;
  const precision = matches / candidate.length;
  const recall = matches / reference.length;
  const mean = (precision * recall) / (recallWeight * precision + (1 - recallWeight) * recall);
  return mean * (1 - fragmentationWeight * (chunks / matches) ** fragmentationPower);
}

/**
 * Matches each word with an unused one of the reference, going on where the last match was if it can, and counts the
 * runs that are in the same order in both.
 */
function align(candidate: readonly string[], reference: readonly string[]): { matches: number; chunks: number } {
  const used = new Set<number>();
  let matches = 0;
  let chunks = 0;
  let before = -2;
  for (const word of candidate) {
    const next = before + 1;
    const place =
      reference[next] === word && !used.has(next)
        ? next
        : reference.findIndex((other, at) => other === word && !used.has(at));
    if (place < 0) {
      before = -2;
      continue;
    }
    used.add(place);
    matches++;
    if (place !== before + 1) chunks++;
    before = place;
  }
  return { matches, chunks };
}
