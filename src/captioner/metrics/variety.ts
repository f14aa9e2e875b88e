import * as z from 'zod';
import { countNgrams } from './ngrams';
import { tokenise } from './tokenise';

/** What scores against references do not show: a captioner that games them repeats itself, or says the same of all. */
export const varietySchema = z.object({
  /** Mean length, in words. */
  words: z.number(),
  /** Different captions. */
  distinct: z.int(),
  /** Different words. */
  vocabulary: z.int(),
  /** Captions in which a run of two words comes twice. */
  repeatedBigrams: z.int(),
  /** Captions in which a run of three words comes twice. */
  repeatedTrigrams: z.int(),
});
export type Variety = z.infer<typeof varietySchema>;

/** How varied some captions are, one for each image. */
export function varietyOf(captions: readonly string[]): Variety {
  const words = captions.map(tokenise);
  return {
    words: words.reduce((sum, list) => sum + list.length, 0) / Math.max(1, captions.length),
    distinct: new Set(words.map((list) => list.join(' '))).size,
    vocabulary: new Set(words.flat()).size,
    repeatedBigrams: words.filter((list) => repeats(list, 2)).length,
    repeatedTrigrams: words.filter((list) => repeats(list, 3)).length,
  };
}

function repeats(words: readonly string[], size: number): boolean {
  return [...countNgrams(words, size)].some(([ngram, count]) => count > 1 && ngram.split(' ').length === size);
}
