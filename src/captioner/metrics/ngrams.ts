/** How often each run of 1 to `longest` words occurs; the words are joined by a space. */
export function countNgrams(words: readonly string[], longest: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let size = 1; size <= longest; size++) {
    for (let first = 0; first + size <= words.length; first++) {
      const ngram = words.slice(first, first + size).join(' ');
      counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
    }
  }
  return counts;
}

/** How many words a run has. */
export function ngramSize(ngram: string): number {
  let size = 1;
  for (const letter of ngram) if (letter === ' ') size++;
  return size;
}
