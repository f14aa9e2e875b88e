import * as vscode from 'vscode';
import { waitsForSuggestion, type Entry } from '../../dataset/list/entry';
import type { CaptionSession } from '../editor/captionSession';
import { saveDocument } from '../document/saveDocument';
import type { BatchDataset, SuggestedCaption } from './batchRun';

/** The captions were closed while a batch ran. */
export class CaptionsClosedError extends Error {
  override readonly name = 'CaptionsClosedError';

  constructor() {
    super(
      vscode.l10n.t(
        'Suggesting stopped because the captions were closed. What is finished is kept; run it again to go on.',
      ),
    );
  }
}

/**
 * The dataset of an editor for a batch. Images that wait have no suggestion, or one of another model.
 * @param model the id of the model in use, if it is known
 * @param session an editor that is open on the captions; another one of the same captions when the first was closed
 */
export function datasetOfSession(model: string | undefined, session: () => CaptionSession | undefined): BatchDataset {
  const open = (): CaptionSession => {
    const found = session();
    if (!found) throw new CaptionsClosedError();
    return found;
  };
  return {
    waiting: () => {
      const keys: string[] = [];
      for (const entry of open().captions.index.entries) if (isWaiting(entry, model)) keys.push(entry.key);
      return keys;
    },
    imagePath: (key) => {
      const { captions } = open();
      const entry = captions.index.find(key);
      if (!entry || !isWaiting(entry, model)) return undefined;
      const image = captions.image(entry);
      if ('problem' in image) throw new Error(image.problem);
      return image.path;
    },
    write: (suggestions) => writeSuggestions(open(), model, suggestions),
  };
}

/** Once an image: its first entry stands for it. */
function isWaiting(entry: Entry, model: string | undefined): boolean {
  return entry.group?.entries[0] === entry && waitsForSuggestion(entry.group, model);
}

async function writeSuggestions(
  session: CaptionSession,
  modelAtFirst: string | undefined,
  suggestions: readonly SuggestedCaption[],
): Promise<void> {
  const { captions } = session;
  const updated = new Date().toISOString();
  await session.edits.add(() => {
    const changes = suggestions.flatMap(({ key, text, model }) => {
      const entry = captions.index.find(key);
      if (!entry || !isWaiting(entry, modelAtFirst)) return [];
      return [{ entry, row: { text, suggestion: text, status: 'suggested', model, updated } as const }];
    });
    return captions.changeAll(changes);
  });
  if (captions.document.isDirty && !(await saveDocument(captions.document))) {
    throw new Error(
      vscode.l10n.t(
        '{0} could not be saved, so no more captions are suggested. Is the file read-only?',
        session.fileName,
      ),
    );
  }
}
