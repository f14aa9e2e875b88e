import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { diskPath } from '../document/datasetFileSystem';
import type { Obstacle } from './obstacle';
import { offerTextEditor } from './offerTextEditor';

/** VS Code gives extensions no text that is longer than this, in UTF-16 units: `TextModel.MODEL_SYNC_LIMIT`. */
const mostCharacters = 50 * 1024 * 1024;

/** VS Code gives extensions no text of a file that is too large. */
export const tooLarge: Obstacle = async (uri) => {
  const file = diskPath(uri);
  try {
    // No text has more characters than bytes.
    if ((await stat(file)).size <= mostCharacters) return undefined;
    const length = countCharacters(await readFile(file));
    if (length <= mostCharacters) return undefined;
    return () => offerTextEditor(explain(path.basename(file), length), uri);
  } catch {
    return undefined; // VS Code says itself what it cannot open
  }
};

function explain(name: string, length: number): string {
  const parts = Math.ceil(length / (0.8 * mostCharacters));
  const millions = (count: number): string => (count / 1e6).toFixed(1);
  return vscode.l10n.t(
    '{0} is too large for the editor: it has {1} million characters, and VS Code gives extensions no text above {2} million. Put its images into {3} folders, each with a metadata.jsonl that has the rows of its images; Hugging Face datasets loads them together as one dataset.',
    name,
    millions(length),
    millions(mostCharacters),
    parts,
  );
}

/** How long UTF-8 text is in a JavaScript string: one unit a character, two beyond the basic plane. */
function countCharacters(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count += byte >= 0xf0 ? 2 : 1;
  return count;
}
