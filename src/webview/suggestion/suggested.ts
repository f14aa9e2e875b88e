import type { ItemView } from '../../extension/entries/entryMessages';
import type { CandidateView, WordView } from '../../extension/suggestions/suggestionMessages';

/** The caption that is suggested for an entry: what is shown as that, and what Enter takes; '' if there is none (yet). */
export function suggestedText({ status, text, suggestion }: ItemView): string {
  // What a batch wrote into the file, and perhaps a replacement has changed since.
  if (status === 'suggested' && text !== '') return text;
  return suggestion.state === 'ready' ? (suggestion.candidates.at(0)?.text ?? '') : '';
}

/** Its words with what the captioner looked at; none where the captioner says something else by now. */
export function suggestedWords(item: ItemView): readonly WordView[] {
  return suggestedCandidate(item)?.words ?? [];
}

/** What is known of it; nothing where the captioner says something else by now. */
export function suggestedCandidate(item: ItemView): CandidateView | undefined {
  const best = item.suggestion.state === 'ready' ? item.suggestion.candidates.at(0) : undefined;
  return best?.text === suggestedText(item) ? best : undefined;
}
