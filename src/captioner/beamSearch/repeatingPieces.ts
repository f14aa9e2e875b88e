/**
 * The next pieces with which a run of three words would come a second time in a caption, as in "a black shirt and a black
 * shirt" (Paulus, Xiong and Socher 2018, section 2.5). The signs between words count as words: else "white, white, white" would have
 * no end.
 * @param pieces the caption so far
 * @param wholePieces words and signs: parts of words may repeat, or some words could not be written
 */
export function repeatingPieces(pieces: readonly number[], wholePieces: ReadonlySet<number>): Set<number> {
  const repeating = new Set<number>();
  const [before, last] = pieces.slice(-2);
  if (pieces.length < 2 || !wholePieces.has(before) || !wholePieces.has(last)) return repeating;
  for (let at = 2; at < pieces.length; at++) {
    if (pieces[at - 2] === before && pieces[at - 1] === last && wholePieces.has(pieces[at])) repeating.add(pieces[at]);
  }
  return repeating;
}
