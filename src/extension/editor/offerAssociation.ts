import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { readLine } from '../../dataset/document/document';
import { showInformation } from '../base/notifications';
import { settingOf, type Setting } from '../base/setting';
import { viewTypes } from './captionsEditorProvider';

const datasetFile = 'metadata.jsonl';
const kept = 'associationOffered';
/** Rows of ours may come after those of another tool, but not thousands of lines later. */
const linesRead = 200;
const editors: Setting<Record<string, unknown>> = {
  name: 'workbench.editorAssociations',
  // Whatever they are, the others are kept when one is added.
  schema: z.record(z.string(), z.unknown()),
  otherwise: {},
};

/**
 * Offers once to open every `metadata.jsonl` in the caption editor, when one that has rows of ours opens as text: it looks as if the
 * work were gone. Nothing is asked where the person has chosen an editor for such files, or looks at the text beside the captions.
 * @param isOpen whether a caption editor is open on a document
 * @param open opens it in the caption editor
 */
export function offerAssociation(
  state: vscode.Memento,
  isOpen: (document: vscode.Uri) => boolean,
  open: (document: vscode.Uri) => Promise<void>,
): vscode.Disposable {
  const offer = async (document: vscode.TextDocument | undefined): Promise<void> => {
    if (!document || state.get(kept) === true || isChosen() || isOpen(document.uri) || !isOurs(document)) return;
    await state.update(kept, true);
    const always = vscode.l10n.t('Always');
    const once = vscode.l10n.t('Only Now');
    const question = vscode.l10n.t('{0} has captions of Showtell. Open such files in the caption editor?', datasetFile);
    const answer = await showInformation(question, always, once);
    if (answer === always) await choose();
    if (answer !== undefined) await open(document.uri);
  };
  void offer(vscode.window.activeTextEditor?.document);
  return vscode.window.onDidChangeActiveTextEditor((editor) => void offer(editor?.document));
}

function associations(): Record<string, unknown> {
  return settingOf(editors);
}

function isChosen(): boolean {
  return Object.keys(associations()).some((pattern) => pattern.endsWith(datasetFile));
}

/** Whether a `metadata.jsonl` has a row that was decided here, or a batch wrote. */
function isOurs(document: vscode.TextDocument): boolean {
  const { uri, lineCount } = document;
  if (uri.scheme !== 'file' || path.basename(uri.fsPath) !== datasetFile) return false;
  for (let at = 0; at < Math.min(lineCount, linesRead); at++) {
    const { text } = document.lineAt(at);
    if ((readLine(text, 0, 0, text.length).row?.status ?? '') !== '') return true;
  }
  return false;
}

/** VS Code's own setting, so that it is changed back where all such choices are. */
async function choose(): Promise<void> {
  const all = { ...associations(), [datasetFile]: viewTypes.metadata };
  await vscode.workspace
    .getConfiguration('workbench')
    .update('editorAssociations', all, vscode.ConfigurationTarget.Global);
}
