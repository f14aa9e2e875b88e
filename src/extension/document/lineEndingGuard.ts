import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readDatasetFile, writeDatasetFile } from '../../dataset/document/file';
import { hasOneLineEnding, withOneLineEnding } from '../../dataset/document/lineEndings';
import { writeAlone } from '../../dataset/document/writeAlone';
import { fileState } from './oneFile';
import type { Refusal } from './refusalMessages';
import { saveDocument } from './saveDocument';

/**
 * VS Code knows one line ending a document. Where a file has several, or a lone CR, saving would change rows that nobody has
 * touched, so it is not edited as it is.
 */
export class LineEndingGuard {
  /** What was looked at last, and what came of it: a file is read again only when it is another. */
  private seen = { state: '', isOne: true };

  /** @param file on disk, which may not be there yet */
  constructor(private readonly file: string) {}

  /** @returns why the file cannot be edited as it is; nothing if it can */
  async refusal(): Promise<Refusal | undefined> {
    try {
      const state = await fileState(this.file);
      if (state !== this.seen.state) this.seen = { state, isOne: hasOneLineEnding(await readFile(this.file)) };
    } catch {
      return undefined; // a file that is not there yet, or was deleted; saving tells of any other reason
    }
    if (this.seen.isOne) return undefined;
    const reason = vscode.l10n.t(
      'The lines of {0} do not all end alike (LF, CRLF or a lone CR). VS Code keeps one line ending a file, so saving would change rows that nobody has touched, and no caption can be changed. “Make the Line Endings One” writes the file with the one that most lines have; nothing else in it changes.',
      path.basename(this.file),
    );
    return { reason, way: 'makeLineEndingsOne' };
  }
}

/**
 * Writes the file of the active editor with one line ending, and lets VS Code read it again.
 * @throws DatasetFileError if it cannot be read or written, or another process adds rows to it; it is then as it was
 */
export async function makeLineEndingsOne(document: vscode.TextDocument, file: string): Promise<void> {
  // What is unsaved comes first: VS Code compares it with the file, and writes it with one line ending.
  if (document.isDirty) return void (await saveDocument(document));
  await writeAlone(file, async () => {
    const { text } = await readDatasetFile(file);
    await writeDatasetFile(file, withOneLineEnding(text));
  });
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
