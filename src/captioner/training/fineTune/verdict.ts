import type { Estimate } from '../../evaluation/bootstrap';
import type { FineTuneReport } from './report';

/**
 * Whether a model is worth using: whether it saves a person work. So what decides is what captioning takes in the editor, with
 * completions, where the held-out images are enough to be sure of it: a suggestion may lie farther from what a person wants, and
 * be completed in fewer keystrokes all the same. Where they are not, it is better if its captions are nearer to the person's by
 * CIDEr-D and by what there is to correct, one of the two surely and neither surely worse.
 *
 * With few images, chance decides whether the captions of two or three come nearer, but what the model expected at each word
 * that people wrote tells more: where nothing is sure of the captions, it is probably better if it surely says likelier what
 * people wrote, and if the old model had not said the very same. A model that says it less likely is never better.
 * @param words the change of the loss a word, and whether the old model's captions were those that people wrote
 */
export function verdictOn(
  { before, after, change }: Pick<FineTuneReport, 'before' | 'after' | 'change'>,
  words: { lossChange: Estimate; wereSaid: boolean },
): FineTuneReport['verdict'] {
  const likelier = isSurelyBelow(words.lossChange) && !words.wereSaid;
  if (change.ciderD.interval === null) return likelier ? 'probablyBetter' : 'notBetter';
  if (after.loss >= before.loss || isSurelyAbove(change.completing)) return 'notBetter';
  if (isSurelyBelow(change.completing)) return 'better';
  if (isSurelyBelow(change.ciderD) || isSurelyAbove(change.correcting)) return 'notBetter';
  if (isSurelyAbove(change.ciderD) || isSurelyBelow(change.correcting)) return 'better';
  const nearer =
    likelier || [change.completing, change.correcting].some(({ value }) => value < 0) || change.ciderD.value > 0;
  return nearer ? 'probablyBetter' : 'notBetter';
}

/** Whether all that a figure may be is below zero. */
export function isSurelyBelow({ interval }: Estimate): boolean {
  return interval !== null && interval[1] < 0;
}

/** Whether all that a figure may be is above zero. */
export function isSurelyAbove({ interval }: Estimate): boolean {
  return interval !== null && interval[0] > 0;
}
