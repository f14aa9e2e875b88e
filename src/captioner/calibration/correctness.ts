import { tokenise } from '../metrics/tokenise';

/**
 * Which words of a caption are right: those that somebody wrote of the same image too, no more often than in one reference
 * (the clipped match of BLEU-1, Papineni et al. 2002). Calibration of sequence models usually counts a token as right if it
 * is the reference's at that position, given the reference's beginning (Kumar and Sarawagi 2019). That says little about a
 * caption that was written freely and may begin otherwise: five people seldom agree on a position, but mostly on what there
 * is to see. It is lenient with words such as "a", and strict with a word that is true but that nobody chose.
 * @param words as the captioner gives them
 * @returns for each word 0 or 1; undefined for what is no word, as a dash
 */
export function correctWords(words: readonly string[], references: readonly string[]): (0 | 1 | undefined)[] {
  const counts = references.map((reference) => {
    const count = new Map<string, number>();
    for (const token of tokenise(reference)) count.set(token, (count.get(token) ?? 0) + 1);
    return count;
  });
  const said = new Map<string, number>();
  return words.map((word) => {
    const tokens = tokenise(word);
    if (tokens.length === 0) return undefined;
    for (const token of tokens) said.set(token, (said.get(token) ?? 0) + 1);
    const isRight = tokens.every((token) =>
      counts.some((count) => (count.get(token) ?? 0) >= (said.get(token) ?? Infinity)),
    );
    return isRight ? 1 : 0;
  });
}

/** The share of a caption's words that are right, from 0 to 1: what its confidence should be. */
export function shareRight(correct: readonly (0 | 1 | undefined)[]): number {
  const counted = correct.filter((one) => one !== undefined);
  return counted.reduce<number>((sum, one) => sum + one, 0) / Math.max(1, counted.length);
}
