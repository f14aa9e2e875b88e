import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportFormat } from '../../dataset/export/exportFormat';
import { exportFormats, type ExportFormatName } from '../../dataset/export/exportFormats';
import { exportFormatText } from './exportFormatTexts';

/**
 * Asks where an export is written: a file, or for formats of many files a folder.
 * @param folder of the dataset
 * @returns nothing if the person leaves
 */
export async function askPlace(format: ExportFormatName, folder: string): Promise<string | undefined> {
  if (format === 'card') return folder;
  const { ending }: ExportFormat = exportFormats[format];
  const { name } = exportFormatText(format);
  const title = vscode.l10n.t('Export: {0}', name);
  if (ending === undefined) {
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(folder),
      title,
      openLabel: vscode.l10n.t('Export Here'),
    });
    return chosen?.at(0)?.fsPath;
  }
  const chosen = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(path.join(folder, `captions${ending}`)),
    filters: { [name]: [ending.slice(1)] },
    title,
    saveLabel: vscode.l10n.t('Export'),
  });
  return chosen?.fsPath;
}
