/** Scripts that put no space between words, and whose words ICU knows how to tell apart. */
const spaceless = ['Han', 'Hira', 'Kana', 'Bopo', 'Thai', 'Laoo', 'Khmr', 'Mymr'];
const anySpaceless = new RegExp(`[${spaceless.map((script) => `\\p{scx=${script}}`).join('')}]`, 'u');

/** Letters with their marks, and what joins or parts them within a word of some scripts. */
export const letter = '[\\p{L}\\p{M}\\u200c\\u200d]';
const runs = new RegExp(`\\p{L}${letter}*`, 'gu');

const betweenSpaces = /\S+/gu;

/** Made when a text first needs it, as it takes longer than most that a command does at its start. */
let segmenter: Intl.Segmenter | undefined;

/** Whether a text has letters of a script that puts no space between words, as Chinese, Japanese and Thai do. */
export function isSpaceless(text: string): boolean {
  return anySpaceless.test(text) && (text.match(runs) ?? []).some((run) => anySpaceless.test(run));
}

/**
 * Cuts letters that stand together into words: one, but where a script puts no space between words what `Intl.Segmenter` (ICU)
 * takes for words. Joined, they are what was given.
 */
export function cutLetters(letters: string): string[] {
  if (!anySpaceless.test(letters)) return [letters];
  // The language makes no difference to the scripts above; that of the machine shall make none at all.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return Array.from(segmenter.segment(letters), ({ segment }) => segment);
}

/** The words of a text, as they are written; signs and numbers are none. */
export function wordsOf(text: string): string[] {
  return (text.match(runs) ?? []).flatMap(cutLetters);
}

/** Changes each word of a text and nothing between them. */
export function changeWords(text: string, change: (word: string) => string): string {
  return text.replace(runs, (run) => cutLetters(run).map(change).join(''));
}

/**
 * Where the words of a text end, in order, each with the signs at it and the numbers: in front of spaces, and where a script puts
 * no space between words, behind each of {@link cutLetters} and the signs that follow it.
 */
export function wordEnds(text: string): number[] {
  const isCut = anySpaceless.test(text);
  const ends: number[] = [];
  for (const { 0: chunk, index } of text.matchAll(betweenSpaces))
    if (isCut) for (const end of endsIn(chunk)) ends.push(index + end);
    else ends.push(index + chunk.length);
  return ends;
}

/** How many words a text has, as {@link wordEnds} cuts it. */
export function countWords(text: string): number {
  return anySpaceless.test(text) ? wordEnds(text).length : (text.match(betweenSpaces)?.length ?? 0);
}

/** @param chunk what stands between spaces */
function endsIn(chunk: string): number[] {
  const ends = new Set<number>();
  for (const { 0: run, index } of anySpaceless.test(chunk) ? chunk.matchAll(runs) : []) {
    const words = cutLetters(run);
    let end = index;
    for (const word of words) {
      end += word.length;
      if (anySpaceless.test(run)) ends.add(end + signsAt(chunk, end));
    }
  }
  return [...ends.add(chunk.length)];
}

/** How many signs, neither letters nor numbers, stand in a text from a place on. */
function signsAt(text: string, place: number): number {
  return /^[^\p{L}\p{M}\p{N}]*/u.exec(text.slice(place))?.[0].length ?? 0;
}
