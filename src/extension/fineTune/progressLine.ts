import * as vscode from 'vscode';
import type { TrainingProgress } from '../../engine/client/client';

/** What a fine-tune does right now. */
export function progressLine({ phase, step, steps, secondsLeft, atLeast = false, message }: TrainingProgress): string {
  if (message !== undefined) return message;
  if (phase === 'features' && steps > 0) return vscode.l10n.t('looking at the images ({0} of {1})', step, steps);
  if (phase === 'features') return vscode.l10n.t('captioning them with the model before');
  if (phase === 'saving') return vscode.l10n.t('saving the model');
  if (phase !== 'training') return vscode.l10n.t('comparing with the model before');
  const parts = [atLeast ? vscode.l10n.t('step {0}', step) : vscode.l10n.t('step {0} of {1}', step, steps)];
  if (secondsLeft !== undefined) {
    const seconds = Math.ceil(secondsLeft);
    // Of the steps: how long the comparison takes, nobody knows before.
    parts.push(
      atLeast
        ? vscode.l10n.t('at least {0} s left, then the comparison', seconds)
        : vscode.l10n.t('{0} s left, then the comparison', seconds),
    );
  }
  return parts.join(', ');
}
