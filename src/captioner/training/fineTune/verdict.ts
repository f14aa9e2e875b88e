import type { Estimate, FineTuneReport } from './report';

/**
 * Whether a model is worth using. It is better if it says likelier what people wrote, and its captions are nearer to theirs by
 * CIDEr-D and by what there is to correct, one of the two surely and neither surely worse.
 *
 * With few images, chance decides whether the captions of two or three come nearer, but what the model expected at each word
 * that people wrote tells more: where nothing is sure of the captions, it is probably better if it surely says likelier what
 * people wrote, and if the old model had not said the very same.
 * @param words the change of the loss a word, and whether the old model's captions were those that people wrote
 */
export function verdictOn(
  { before, after, change }: Pick<FineTuneReport, 'before' | 'after' | 'change'>,
  words: { lossChange: Estimate; wereSaid: boolean },
): FineTuneReport['verdict'] {
  const likelier = (words.lossChange.interval?.[1] ?? 0) < 0 && !words.wereSaid;
  if (change.ciderD.interval === null) return likelier ? 'probablyBetter' : 'notBetter';
  const nearer = likelier || change.ciderD.value > 0 || change.correcting.value < 0;
  const farther = change.ciderD.interval[1] < 0 || (change.correcting.interval?.[0] ?? 0) > 0;
  if (after.loss >= before.loss || !nearer || farther) return 'notBetter';
  const sure = change.ciderD.interval[0] > 0 || (change.correcting.interval?.[1] ?? 0) < 0;
  return sure ? 'better' : 'probablyBetter';
}
