import * as vscode from 'vscode';
import { isOpen, type Entry } from '../../dataset/list/entry';
import { showInformation } from '../base/notifications';
import type { CaptionDocument, EntryChange } from '../document/captionDocument';
import type { CaptionSession } from '../editor/captionSession';
import { acceptEntry } from '../suggestions/acceptEntry';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import { confirmed } from './confirm';

/** What *Accept All Shown* would do with what an editor shows. */
interface Acceptance {
  /** With the caption that is accepted. */
  accepted: { key: string; change: EntryChange }[];
  /** Decided by a person, or captioned by another tool. */
  decided: number;
  withoutSuggestion: number;
  /** What somebody has begun to write. */
  begun: number;
  /** Broken lines, and rows whose image is not there. */
  broken: number;
}

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
  const plan = planAcceptance(session.entries.all, captions, suggestions);
  const leftOut = leftOutText(plan);
  if (plan.accepted.length === 0) {
    const none = vscode.l10n.t('Nothing that is shown has a suggestion to accept.');
    return void showInformation([none, leftOut].join(' '));
  }
  const count = vscode.l10n.t('To accept: {0}.', plan.accepted.length.toLocaleString());
  const question = {
    text: vscode.l10n.t('Accept the suggestions of all images that are shown?'),
    detail: [count, leftOut].filter((part) => part !== ''),
    button: vscode.l10n.t('Accept All'),
  };
  if (!(await confirmed(args, question))) return;
  const agreed = new Map(plan.accepted.map(({ key, change }) => [key, change.row.text]));
  await session.edits.add(() => {
    // As they are now: what somebody decided while the question was open stays theirs.
    const still = [...agreed.keys()].flatMap((key) => captions.index.find(key) ?? []);
    const { accepted } = planAcceptance(still, captions, suggestions);
    const same = accepted.filter(({ key, change }) => agreed.get(key) === change.row.text);
    return captions.changeAll(same.map(({ change }) => change));
  });
}

function planAcceptance(entries: Iterable<Entry>, captions: CaptionDocument, suggestions: SuggestionStore): Acceptance {
  const plan: Acceptance = { accepted: [], decided: 0, withoutSuggestion: 0, begun: 0, broken: 0 };
  const now = new Date();
  for (const entry of entries) {
    if (!entry.group?.isThere) plan.broken++;
    else if (entry.isBegun) plan.begun++;
    else if (!isOpen(entry)) plan.decided++;
    else {
      const row = acceptEntry(entry, captions, suggestions, now);
      if (row) plan.accepted.push({ key: entry.key, change: { entry, row } });
      else plan.withoutSuggestion++;
    }
  }
  return plan;
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
