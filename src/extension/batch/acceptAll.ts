import * as vscode from 'vscode';
import { showInformation } from '../base/notifications';
import type { CaptionSession } from '../editor/captionSession';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import { planAcceptance, stillAgreed, type Acceptance } from './acceptance';
import { confirmed } from './confirm';

/**
 * Accepts the suggestions of all images that are shown, as one undo step: those whose suggestion is known, and which
 * nobody has decided on.
 * @param args of the command; without `confirm: false` it asks first, with the number
 */
export async function acceptAllShown(
  session: CaptionSession,
  suggestions: SuggestionStore,
  args: unknown,
): Promise<void> {
  await session.settle();
  await session.captions.gate.pass();
  await session.listed();
  const { captions } = session;
  const plan = planAcceptance(session.entries.all, captions, suggestions, new Date());
  const leftOut = leftOutText(plan);
  if (plan.agreed.length === 0) {
    const none = vscode.l10n.t('Nothing that is shown has a suggestion to accept.');
    return void showInformation([none, leftOut].join(' '));
  }
  const count = vscode.l10n.t('To accept: {0}.', plan.agreed.length.toLocaleString());
  const question = {
    text: vscode.l10n.t('Accept the suggestions of all images that are shown?'),
    detail: [count, leftOut].filter((part) => part !== ''),
    button: vscode.l10n.t('Accept All'),
  };
  if (!(await confirmed(args, question))) return;
  let left = 0;
  await session.edits.add(() => {
    const changes = stillAgreed(plan.agreed, captions.index, captions, suggestions);
    left = plan.agreed.length - changes.length;
    return captions.changeAll(changes);
  });
  if (left > 0) {
    const text = vscode.l10n.t('Not accepted, as they changed while you were asked: {0}.', left.toLocaleString());
    void showInformation(text);
  }
}

function leftOutText({ decided, withoutSuggestion, begun, broken }: Acceptance): string {
  const parts: string[] = [];
  if (decided > 0) parts.push(vscode.l10n.t('decided already: {0}', decided.toLocaleString()));
  if (withoutSuggestion > 0) {
    parts.push(vscode.l10n.t('without a suggestion yet: {0}', withoutSuggestion.toLocaleString()));
  }
  if (begun > 0) parts.push(vscode.l10n.t('begun and not decided: {0}', begun.toLocaleString()));
  if (broken > 0) parts.push(vscode.l10n.t('no image or no row: {0}', broken.toLocaleString()));
  return parts.length === 0 ? '' : vscode.l10n.t('Left out: {0}.', parts.join(', '));
}
