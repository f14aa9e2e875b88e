import * as vscode from 'vscode';
import { captionHistory, type DatasetVersion, type EarlierCaption } from '../../dataset/document/captionHistory';
import type { Row } from '../../dataset/rows/row';
import { dateText } from '../base/dateText';
import { showInformation, showProgress } from '../base/notifications';
import { QuickSteps, type Choice } from '../base/quickSteps';
import { statusText } from '../base/statusText';
import type { CaptionDocument } from '../document/captionDocument';
import type { EditQueue } from '../document/editQueue';
import { changedFields } from '../document/rowChanges';
import type { CaptionSession } from '../editor/captionSession';
import { gitVersions } from './gitVersions';

/** So many earlier captions of an image are shown. */
const mostCaptions = 50;

/**
 * Shows what the selected image's caption was, as far as git knows, and takes an earlier one back. Of VS Code's local history
 * no extension can read anything: it is in the Timeline, where the list leads.
 */
export async function captionHistoryCommand(session: CaptionSession): Promise<void> {
  const key = session.entries.selectedKey;
  const { captions, edits } = session;
  const fileName = captions.index.find(key)?.fileName ?? '';
  if (fileName === '') {
    return void showInformation(vscode.l10n.t('Select an image first: this line has no caption that has a history.'));
  }
  await session.settle();
  const versions = await gitVersions(captions.file);
  const earlier = await lookThrough(versions ?? [], fileName);
  if (!earlier) return;
  const steps = new QuickSteps();
  const chosen = await steps.pick(
    [...earlier.map(toChoice), timelineChoice(session.fileName)],
    placeholderFor(fileName, versions, earlier),
  );
  steps.dispose();
  if (!chosen) return;
  if (chosen.row) await takeBackCaption(key, chosen.row, captions, edits);
  else await vscode.commands.executeCommand('timeline.focus');
}

/** Makes an earlier caption that of an entry again, as one undo step. @throws EditRefusedError, or NotEditableError */
export function takeBackCaption(key: string, earlier: Row, captions: CaptionDocument, edits: EditQueue): Promise<void> {
  const { text, suggestion, status, model } = earlier;
  return edits.edit(key, async (entry) => {
    const changes = changedFields(entry.row, { text, suggestion, status, model });
    const isDated = status !== '' && Object.keys(changes).length > 0;
    await captions.change(entry, isDated ? { ...changes, updated: new Date().toISOString() } : changes);
  });
}

/** @returns nothing if the person cancelled it */
async function lookThrough(
  versions: readonly DatasetVersion[],
  fileName: string,
): Promise<EarlierCaption[] | undefined> {
  const abort = new AbortController();
  const title = vscode.l10n.t('Looking for earlier captions of {0}', fileName);
  try {
    return await showProgress({ title }, abort, () => captionHistory(versions, fileName, mostCaptions, abort.signal));
  } catch (error) {
    if (abort.signal.aborted) return undefined;
    throw error;
  }
}

function placeholderFor(
  fileName: string,
  versions: readonly DatasetVersion[] | undefined,
  earlier: readonly EarlierCaption[],
): string {
  if (!versions) {
    return vscode.l10n.t(
      'There is no git repository here, or git in VS Code is off, so only VS Code’s own history is left',
    );
  }
  return earlier.length === 0
    ? vscode.l10n.t('No commit has a caption of {0}', fileName)
    : vscode.l10n.t('The captions that {0} has had, the newest first; take one back', fileName);
}

function toChoice({ row, date, author, message }: EarlierCaption): Choice & { row: Row } {
  const when = date === '' ? '' : dateText(date);
  const detail = [when, author, message].filter((part) => part !== '').join(' · ');
  return { row, icon: 'git-commit', label: row.text, description: statusText(row.status), detail };
}

function timelineChoice(dataset: string): Choice & { row: undefined } {
  const label = vscode.l10n.t('VS Code’s Timeline of {0}', dataset);
  const detail = vscode.l10n.t('Every save of the whole file, as long as VS Code keeps it');
  return { row: undefined, icon: 'history', label, detail };
}
