import { once, EventEmitter } from 'node:events';
import * as vscode from 'vscode';

/**
 * How long another save may take on a busy machine, in milliseconds. VS Code does not tell of one that fails, nor whether there is one:
 * so long a person waits to hear that nothing was saved.
 */
const longestSave = 15_000;
/** How long after its answer VS Code may tell of a save on a busy machine, in milliseconds: a second was too short for one that computes. */
const longestNews = 5_000;

/**
 * Saves a document, also while VS Code saves it by itself: as long as extensions prepare that save, VS Code refuses every other one,
 * although the one that is running writes the same. What is typed meanwhile makes it no failure.
 * @returns whether all that was in the document is in the file
 */
export async function saveDocument(document: vscode.TextDocument): Promise<boolean> {
  const saves = new EventEmitter();
  let last: 'none' | 'begun' | 'done' = 'none';
  const subscriptions = [
    vscode.workspace.onWillSaveTextDocument((event) => {
      if (event.document === document) last = 'begun';
    }),
    vscode.workspace.onDidSaveTextDocument((saved) => {
      if (saved !== document) return;
      last = 'done';
      saves.emit('done');
    }),
  ];
  const state = (): typeof last => last;
  try {
    if (await document.save()) return true;
    if (state() !== 'done') {
      // Where none was begun it was refused, as another is running, or as the document is read-only.
      const longest = state() === 'none' ? longestSave : longestNews;
      await once(saves, 'done', { signal: AbortSignal.timeout(longest) }).catch(() => undefined);
    }
    return state() === 'done' || !document.isDirty;
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}
