import * as vscode from 'vscode';
import { showError } from '../base/notifications';

/** Says why a file does not open here, with the way to look at it at least. */
export async function offerTextEditor(reason: string, uri: vscode.Uri): Promise<void> {
  const openAsText = vscode.l10n.t('Open in Text Editor');
  if ((await showError(reason, openAsText)) !== openAsText) return;
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}
