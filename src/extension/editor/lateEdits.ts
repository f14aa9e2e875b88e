import * as vscode from 'vscode';
import { saveDocument } from '../document/saveDocument';
import type { SessionContext } from '../session/sessionContext';

/** What is around an editor that was closed. */
interface Surroundings {
  /** Whether another editor is open on the document. */
  isOpen: () => boolean;
  /** Opens one. */
  show: () => Thenable<unknown>;
  tell: (error: unknown) => void;
}

/**
 * Keeps what comes into a document after its editor was closed, as what was decided just before. VS Code has asked nothing by
 * then, as nothing was unsaved, and shows the document in no tab, or in one without a dot: it is saved, and shown where it
 * cannot be.
 */
export function keepLateEdits(context: SessionContext, around: Surroundings): void {
  const keep = (): void => void keepLateEdit(context, around).catch(around.tell);
  context.edits.onMade = keep;
  if (context.captions.document.isDirty) keep();
}

async function keepLateEdit(
  { captions, edits, drafts }: SessionContext,
  { isOpen, show }: Surroundings,
): Promise<void> {
  await edits.settled();
  await captions.catchUp();
  const { document } = captions;
  if (!document.isDirty || isOpen() || hasDot(document.uri)) return;
  const begun = Date.now();
  if (await saveDocument(document)) drafts.saved(begun);
  else await show();
}

/** Whether a tab says of a document that it is unsaved. */
function hasDot(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input, isDirty }) => {
      const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
      return isDirty && isFile && input.uri.toString() === uri.toString();
    });
}
