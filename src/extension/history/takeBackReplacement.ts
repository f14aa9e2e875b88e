import * as vscode from 'vscode';
import { readLine } from '../../dataset/document/document';
import { imageKey } from '../../dataset/images/fileName';
import type { Entry } from '../../dataset/list/entry';
import { dateText } from '../base/dateText';
import { showInformation, showWarning } from '../base/notifications';
import { QuickSteps, type Choice } from '../base/quickSteps';
import type { CaptionDocument } from '../document/captionDocument';
import type { EditQueue } from '../document/editQueue';
import type { CaptionSession } from '../editor/captionSession';
import { ReplacementLog, type Replacement } from '../replace/replacementLog';
import { restoreLines, type RestoredLine } from './restoreLines';

/** So many names of captions that stay are shown. */
const mostNames = 3;

/** What became of the captions of a replacement. */
export interface TakenBack {
  count: number;
  /** The images of captions that are no longer as the replacement left them. */
  others: string[];
}

/** Lets the person choose a replacement that was made in this dataset, also long ago, and takes it back. */
export async function takeBackReplacementCommand(session: CaptionSession): Promise<void> {
  const { captions, edits, storage } = session;
  const replacements = await new ReplacementLog(storage, captions.file).list();
  if (replacements.length === 0) {
    return void showInformation(vscode.l10n.t('No replacement over several captions is known that was made here.'));
  }
  const steps = new QuickSteps();
  const chosen = await steps.pick(
    replacements.map(toChoice),
    vscode.l10n.t('The replacement to take back: captions that changed since stay'),
  );
  steps.dispose();
  if (!chosen) return;
  await session.settle();
  await session.listed();
  const { count, others } = await takeBack(chosen.replacement, captions, edits);
  const done = vscode.l10n.t('Captions taken back: {0}.', count.toLocaleString());
  if (others.length === 0) return void showInformation(done);
  const names = [...others.slice(0, mostNames), ...(others.length > mostNames ? ['…'] : [])].join(', ');
  const left = vscode.l10n.t(
    'No longer as the replacement left them, so they stay: {0} ({1}).',
    others.length.toLocaleString(),
    names,
  );
  void showWarning(`${done} ${left}`);
}

/**
 * Takes a replacement back as one undo step, in all rows whose text is still what it wrote.
 * @throws EditRefusedError, or NotEditableError
 */
export async function takeBack(
  { lines }: Pick<Replacement, 'lines'>,
  captions: CaptionDocument,
  edits: EditQueue,
): Promise<TakenBack> {
  let taken: TakenBack = { count: 0, others: [] };
  await edits.add(async () => {
    const used = new Set<Entry>();
    const restored: RestoredLine[] = [];
    const others: string[] = [];
    for (const [before, left] of lines) {
      const { row } = readLine(left, 0, 0, left.length);
      const entries = (row && captions.index.firstOf(imageKey(row.fileName))?.group?.entries) ?? [];
      const same = entries.filter((entry) => entry.row?.text === row?.text && !used.has(entry));
      const entry = same.find((candidate) => captions.lineOf(candidate) === left) ?? same.at(0);
      if (!entry) {
        others.push(row?.fileName ?? '');
        continue;
      }
      used.add(entry);
      restored.push({ entry, before, left });
    }
    await restoreLines(captions, restored);
    taken = { count: restored.length, others };
  });
  return taken;
}

function toChoice(replacement: Replacement): Choice & { replacement: Replacement } {
  const { at, rule, lines } = replacement;
  const label =
    rule.kind === 'replace' ? `${rule.find} → ${rule.replacement}` : [rule.before, '…', rule.after].join('');
  const description = vscode.l10n.t('Captions: {0}', lines.length.toLocaleString());
  return { replacement, icon: 'replace-all', label, description, detail: dateText(at) };
}
