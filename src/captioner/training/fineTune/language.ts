import { wordsOf } from '../../../dataset/text/words';
import type { Vocabulary } from '../../vocabulary/vocabulary';

/** English captions of any trade have more words than that which a model of English knows as a whole: "a", "in", "with". */
const leastKnown = 0.3;

/**
 * Whether captions are in the language that a model writes. In another one no word stands in the place of another, and captions of
 * the model would only hold the learner back.
 */
export function isInModelsLanguage(captions: readonly string[], vocabulary: Vocabulary): boolean {
  const words = captions.flatMap((caption) => wordsOf(caption.toLowerCase()));
  const known = words.filter((word) => vocabulary.encode(word).length === 1);
  return known.length >= leastKnown * words.length;
}
