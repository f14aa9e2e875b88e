import * as vscode from 'vscode';
import { importFormats, type ImportFormat } from '../../dataset/import/importFormats';
import type { Choice, QuickSteps } from '../base/quickSteps';
import { importFormatName } from './importFormatNames';

const formats = Object.keys(importFormats) as ImportFormat[];

/**
 * Asks where captions are. Dialogs of the system choose files or folders, not both, so that is asked first.
 * @param folder of the dataset
 * @returns the path; nothing if the person leaves
 */
export async function askSource(folder: string, steps: QuickSteps): Promise<string | undefined> {
  const choice = await steps.pick(
    [
      {
        icon: 'file',
        label: vscode.l10n.t('A File…'),
        detail: vscode.l10n.t('COCO, CSV, Parquet, JSON Lines, kohya, Label Studio, doccano, Prodigy, LLaVA'),
        kind: 'file' as const,
      },
      {
        icon: 'files',
        label: vscode.l10n.t('The Text Files Beside the Images'),
        detail: vscode.l10n.t('A .txt or .caption of the same name, as trainers read them'),
        kind: 'beside' as const,
      },
      {
        icon: 'folder',
        label: vscode.l10n.t('The Text Files of Another Folder…'),
        detail: vscode.l10n.t('Named like the images, in subfolders too'),
        kind: 'folder' as const,
      },
    ],
    vscode.l10n.t('Where are the captions?'),
  );
  if (!choice || choice.kind === 'beside') return choice && folder;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: choice.kind === 'file',
    canSelectFolders: choice.kind === 'folder',
    defaultUri: vscode.Uri.file(folder),
    title: vscode.l10n.t('Import Captions'),
    openLabel: vscode.l10n.t('Look at the Captions'),
  });
  return chosen?.at(0)?.fsPath;
}

/** @returns nothing if the person leaves */
export async function askFormat(steps: QuickSteps, placeholder: string): Promise<ImportFormat | undefined> {
  const choices = formats.map((format) => ({ icon: 'symbol-file', label: importFormatName(format), format }));
  return (await steps.pick(choices, placeholder))?.format;
}

/** Asks which key, or column, has what could not be found. @returns nothing if the person leaves */
export async function askKey(
  part: 'image' | 'caption',
  keys: readonly string[],
  steps: QuickSteps,
): Promise<string | undefined> {
  const choices: Choice[] = keys.map((label) => ({ icon: 'symbol-key', label }));
  const placeholder =
    part === 'image'
      ? vscode.l10n.t('Which of these names the image?')
      : vscode.l10n.t('Which of these has the caption?');
  return (await steps.pick(choices, placeholder))?.label;
}
