import * as l10n from '@vscode/l10n';
import type { CandidateView } from '../../extension/suggestions/suggestionMessages';

/** That a caption does not come to its end, and why; '' where it does. */
export function cutText(candidate: CandidateView | undefined): string {
  if (candidate?.cutAt === undefined) return '';
  return l10n.t('Cut at {0} pieces of words: the model writes no more.', candidate.cutAt.toLocaleString());
}
