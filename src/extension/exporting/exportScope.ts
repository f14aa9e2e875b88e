import * as vscode from 'vscode';
import type { Selection } from '../../dataset/export/imagesToExport';
import { isUnfiltered } from '../../dataset/list/listFilter';
import type { Entry } from '../../dataset/list/entry';
import { captionOf } from '../../dataset/rows/row';
import { imageCount } from '../base/imageCount';
import type { Choice, QuickSteps } from '../base/quickSteps';
import type { CaptionSession } from '../editor/captionSession';

/** What of a dataset is exported: what people decided, all that the editor shows, what is both, or everything. */
export const scopes = ['decided', 'shownDecided', 'shown', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** @returns nothing if the person leaves */
export async function askScope(session: CaptionSession, steps: QuickSteps): Promise<Scope | undefined> {
  const all = captionedImages(session.captions.index.entries);
  const shown = captionedImages(session.entries.all);
  const possible: (Choice & { scope: Scope; when: boolean })[] = [
    {
      icon: 'pass',
      label: vscode.l10n.t('What Is Decided'),
      description: imageCount(all.decided.size),
      detail: vscode.l10n.t('Accepted, edited and written captions, and those of other tools'),
      ...{ scope: 'decided', when: true },
    },
    {
      icon: 'filter',
      label: vscode.l10n.t('What Is Shown and Decided'),
      description: imageCount(shown.decided.size),
      detail: vscode.l10n.t('Of the images that the filter leaves'),
      ...{ scope: 'shownDecided', when: !isUnfiltered(session.entries.currentFilter) },
    },
    {
      icon: 'filter',
      label: vscode.l10n.t('Everything That Is Shown'),
      description: imageCount(shown.any.size),
      detail: vscode.l10n.t('Suggestions that nobody has looked at and excluded images, too'),
      ...{ scope: 'shown', when: !isUnfiltered(session.entries.currentFilter) },
    },
    {
      icon: 'files',
      label: vscode.l10n.t('Everything'),
      description: imageCount(all.any.size),
      detail: vscode.l10n.t('Suggestions that nobody has looked at and excluded images, too'),
      ...{ scope: 'all', when: true },
    },
  ];
  const choices = possible.filter(({ when }) => when);
  return (await steps.pick(choices, vscode.l10n.t('What is exported?')))?.scope;
}

/** What is taken of a dataset, as exports have it. */
export function selectionOf(scope: Scope, session: CaptionSession): Selection {
  const takesAll = scope === 'all' || scope === 'shown';
  const only =
    scope === 'all' || scope === 'decided'
      ? undefined
      : new Set([...session.entries.all].flatMap(({ group }) => group?.key ?? []));
  return { withUndecided: takesAll, withExcluded: takesAll, only };
}

/** The images that have a caption, and those that a person, or another tool, gave one. */
function captionedImages(entries: Iterable<Entry>): { any: ReadonlySet<string>; decided: ReadonlySet<string> } {
  const any = new Set<string>();
  const decided = new Set<string>();
  for (const { group, row } of entries) {
    if (!group || !row || captionOf(row).trim() === '') continue;
    any.add(group.key);
    if (row.status !== 'suggested' && row.status !== 'excluded') decided.add(group.key);
  }
  return { any, decided };
}
