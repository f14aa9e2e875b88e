import path from 'node:path';
import * as vscode from 'vscode';
import { readDatasetFile } from '../../dataset/document/file';
import { applyMends, writeMended } from '../../dataset/document/mend';
import { looksBinary, nulMends } from '../../dataset/document/nulBytes';
import { openFile } from '../../dataset/files/openFile';
import { showError, showInformation } from '../base/notifications';
import { diskPath } from '../document/datasetFileSystem';
import type { Obstacle } from './obstacle';

/** VS Code opens no editor on what it takes for binary: after a crash, a file may have NULs where rows were. */
export const binaryFile: Obstacle = async (uri, open) => {
  try {
    if (!looksBinary(await firstBytes(diskPath(uri)))) return undefined;
  } catch {
    return undefined; // VS Code says itself what it cannot open
  }
  return () => offerToMend(diskPath(uri), open);
};

/** As many bytes of a file as VS Code looks at before it opens it. @throws the error of the file system */
export async function firstBytes(file: string): Promise<Uint8Array> {
  const { file: handle } = await openFile(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function offerToMend(file: string, open: () => Promise<void>): Promise<void> {
  const mend = vscode.l10n.t('Take the NULs Out');
  const message = vscode.l10n.t(
    '{0} has NUL bytes near its beginning, as a crash or a full disk leaves them, so VS Code takes it for a binary file. “Take the NULs Out” writes it without them: every line that can be read stays, and � shows where something is missing. The file as it is now is kept beside it.',
    path.basename(file),
  );
  if ((await showError(message, mend)) !== mend) return;
  const { text, lines } = await readDatasetFile(file);
  const mends = lines.flatMap((line) => nulMends(text, line));
  const kept = await writeMended(file, text, applyMends(text, mends));
  await open();
  void showInformation(
    vscode.l10n.t('{0} was mended. As it was, it is in {1}.', path.basename(file), path.basename(kept)),
  );
}
