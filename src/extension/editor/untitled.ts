import * as vscode from 'vscode';
import { showWarning } from '../base/notifications';
import { datasetUri } from './datasetUri';

/**
 * What VS Code keeps in memory only has no images beside it, and takes no caption. Where it is to become a file of a name, and is empty,
 * that file is opened instead; else it is shown as text, with what to do.
 */
export async function leaveUntitled(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
  const { uri } = document;
  const hasFolder = uri.path.startsWith('/');
  if (hasFolder && document.getText() === '') {
    const { viewType } = panel;
    panel.dispose();
    const file = await datasetUri(uri.with({ scheme: 'file' }));
    await vscode.commands.executeCommand('vscode.openWith', file, viewType);
    return;
  }
  // The text editor comes first: with its last editor, a text that was never saved would go.
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
  panel.dispose();
  await showWarning(
    vscode.l10n.t(
      '{0} is no file yet, so there are no images beside it. Save it in the folder of the images, as metadata.jsonl or NAME.captions.jsonl, then open the captions.',
      uri.path.split('/').at(-1) ?? '',
    ),
  );
}
