import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { diskPath } from '../document/datasetFileSystem';
import { viewTypes } from './captionsEditorProvider';
import { offerTextEditor } from './offerTextEditor';

/** VS Code gives extensions no text that is longer than this, in UTF-16 units: `TextModel.MODEL_SYNC_LIMIT`. */
const mostCharacters = 50 * 1024 * 1024;

/** @returns why a file cannot be opened in the editor, and the way out, for a person; nothing if it can */
async function reasonTooLarge(uri: vscode.Uri): Promise<string | undefined> {
  const file = diskPath(uri);
  try {
    // No text has more characters than bytes.
    if ((await stat(file)).size <= mostCharacters) return undefined;
    const length = countCharacters(await readFile(file));
    return length > mostCharacters ? explain(path.basename(file), length) : undefined;
  } catch {
    return undefined; // VS Code says itself what it cannot open
  }
}

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

/**
 * Says of files that are too large for the editor why it stays empty, in place of VS Code's “An error occurred”: for
 * such a file the editor is never asked.
 */
export class SizeGuard implements vscode.Disposable {
  private readonly subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => void this.check(opened));

  constructor() {
    void this.check(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async check(tabs: readonly vscode.Tab[]): Promise<void> {
    const ours: readonly string[] = Object.values(viewTypes);
    for (const tab of tabs) {
      if (!(tab.input instanceof vscode.TabInputCustom) || !ours.includes(tab.input.viewType)) continue;
      const { uri } = tab.input;
      const reason = await reasonTooLarge(uri);
      if (reason === undefined) continue;
      await vscode.window.tabGroups.close(tab);
      void offerTextEditor(reason, uri);
    }
  }
}
