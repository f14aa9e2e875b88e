import * as z from 'zod';
import { bleu, countBleu } from './bleu';
import { ciderD } from './ciderD';
import { rougeL } from './rougeL';
import { tokenise } from './tokenise';

/** How captions compare with people's; BLEU and ROUGE-L from 0 to 1, CIDEr-D from 0 to 10. */
export const scoresSchema = z.object({
  bleu1: z.number(),
  bleu2: z.number(),
  bleu3: z.number(),
  bleu4: z.number(),
  rougeL: z.number(),
  ciderD: z.number(),
});
export type Scores = z.infer<typeof scoresSchema>;

/**
 * Scores one caption for each image against its references. Words are compared in lower case, without punctuation.
 * @throws RangeError if there is no image, or one without references
 */
export function scoreCaptions(candidates: readonly string[], references: readonly (readonly string[])[]): Scores {
  if (
    candidates.length === 0 ||
    candidates.length !== references.length ||
    references.some((list) => list.length === 0)
  ) {
    throw new RangeError('Scoring needs at least one image, and one caption and at least one reference for each.');
  }
  const words = candidates.map(tokenise);
  const referenceWords = references.map((list) => list.map(tokenise));
  const [bleu1, bleu2, bleu3, bleu4] = bleu(words.map((one, image) => countBleu(one, referenceWords[image])));
  return { bleu1, bleu2, bleu3, bleu4, rougeL: rougeL(words, referenceWords), ciderD: ciderD(words, referenceWords) };
}
