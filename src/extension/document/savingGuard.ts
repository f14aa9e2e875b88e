import path from 'node:path';
import * as vscode from 'vscode';
import { diskPath } from './datasetFileSystem';

/** Settings by which VS Code changes on saving what nobody has edited. For JSON Lines the extension has them off. */
export const savingSettings = [
  'files.trimTrailingWhitespace',
  'files.trimFinalNewlines',
  'files.insertFinalNewline',
  'editor.formatOnSave',
];

/**
 * Where a file has another language than JSON Lines, or a person has set it so for that, saving would change rows that nobody has
 * touched, and such a file is not edited.
 * @returns the setting, and the way out, for a person; nothing if saving writes the document as it is
 */
export function reasonChangedOnSaving({ uri, languageId }: vscode.TextDocument): string | undefined {
  const settings = vscode.workspace.getConfiguration(undefined, { uri, languageId });
  const setting = savingSettings.find((name) => settings.get(name) === true);
  if (setting === undefined) return undefined;
  return vscode.l10n.t(
    'Saving {0} would change rows that nobody has touched, so no caption can be changed: the setting “{1}” is on for the language mode “{2}”. Turn it off for that language (“[{2}]”), or take the file out of “files.associations”, so that it is JSON Lines.',
    path.basename(diskPath(uri)),
    setting,
    languageId,
  );
}
