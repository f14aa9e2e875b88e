import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { errorCode } from '../../dataset/files/fileError';
import { diskPath } from './datasetFileSystem';

const utf8: readonly string[] = ['utf8', 'utf8bom'];

/**
 * A dataset is UTF-8. What VS Code reads as something else is shown wrongly, or saved so that others cannot read it, with
 * question marks for what that encoding does not have.
 * @returns why the document cannot be edited as it is open, and the way out, for a person; nothing if it is UTF-8
 */
export function reasonOtherEncoding({ encoding, uri }: vscode.TextDocument): string | undefined {
  if (utf8.includes(encoding)) return undefined;
  return vscode.l10n.t(
    '{0} is open with the encoding {1}, and captions are kept in UTF-8 only. Open it in the text editor: if the text is right there, choose in its status bar “Save with Encoding”, else “Reopen with Encoding”, and then UTF-8. If that does not last, set “files.encoding” to “utf8” for JSON Lines, too.',
    path.basename(diskPath(uri)),
    encoding,
  );
}

/**
 * VS Code puts U+FFFD in the place of bytes that are not of the encoding it reads a file in; saving would then lose
 * them. Such a file is not edited here.
 * @returns why, and the way out, for a person; nothing if the file can be edited
 */
export async function reasonNotToEdit(document: vscode.TextDocument): Promise<string | undefined> {
  const otherEncoding = reasonOtherEncoding(document);
  if (otherEncoding !== undefined) return otherEncoding;
  if (!document.getText().includes('\uFFFD')) return undefined;
  const file = diskPath(document.uri);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    const line = document.getText().split('\uFFFD', 1)[0].split('\n').length;
    return vscode.l10n.t(
      '{0} is not UTF-8 (line {1}), and saving it from here would lose what it holds there. Open it in the text editor, and choose in its status bar “Reopen with Encoding”, then “Save with Encoding: UTF-8”.',
      path.basename(file),
      line,
    );
  }
}
