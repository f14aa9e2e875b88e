import { tidyWhitespace } from '../../vocabulary/captionStyle';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import { NgramModel } from '../../ngrams/ngramModel';

/** How often a person's caption counts: once, a hundred of theirs would be lost among the base model's tens of thousands. */
const timesOfCorrection = 10;

/**
 * The base model's n-grams and, beside them, those of what the person wrote; in another language theirs alone.
 * @param vocabulary with which the captions are written; it has the base model's pieces, and perhaps others
 */
export function taughtNgrams(
  base: NgramModel | undefined,
  captions: readonly string[],
  vocabulary: Vocabulary,
  sameLanguage: boolean,
): NgramModel {
  const counted = captions.map((caption) => ({
    pieces: vocabulary.encode(tidyWhitespace(caption)),
    times: timesOfCorrection,
  }));
  return NgramModel.ofCaptions(counted, sameLanguage ? base : undefined);
}
