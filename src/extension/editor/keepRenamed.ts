import { existsSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { DraftJournal } from '../drafts/draftJournal';
import type { DatasetStorage } from '../session/datasetStorage';
import type { Renamed } from './followRenames';

/** Where things are kept of datasets, outside of their files. */
export interface KeptPlaces {
  journal: DraftJournal;
  storage: DatasetStorage;
  /** Whose names end with the dataset: its address, or its file on disk. */
  kept: vscode.Memento;
}

/**
 * What is kept of a dataset goes along when VS Code renames it: what is begun, the replacements that can be taken back, what decisions
 * took, which phrases have a key, what was closed.
 */
export async function keepRenamed({ from, to }: Renamed, { journal, storage, kept }: KeptPlaces): Promise<void> {
  // Of a renamed folder the journal finds what is begun by itself, also where something else has renamed it.
  const isFolder = !existsSync(path.dirname(from.fsPath));
  const begun = isFolder ? undefined : journal.follow(from.fsPath, to.fsPath);
  const names = [
    [` ${from.toString()}`, ` ${to.toString()}`],
    [` ${from.fsPath}`, ` ${to.fsPath}`],
  ];
  for (const [old, now] of names)
    for (const name of kept.keys().filter((each) => each.endsWith(old))) {
      void kept.update(name.slice(0, -old.length) + now, kept.get(name));
      void kept.update(name, undefined);
    }
  await storage.follow(from.fsPath, to.fsPath);
  await begun;
}
