import type * as vscode from 'vscode';
import type { ListFilter } from '../../dataset/list/listFilter';
import { placeSchema, type Place } from '../session/sessionMessages';

/** How long moves are gathered before the last is kept, in milliseconds. */
const pause = 200;

/**
 * Where the person was in each dataset. A webview keeps its own place, but a browser that is reloaded at once loses what
 * the webview kept last; the newer of the two counts.
 */
export class Places implements vscode.Disposable {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly state: vscode.Memento) {}

  get(document: vscode.Uri): Place | undefined {
    return placeSchema.safeParse(this.state.get(keyOf(document))).data;
  }

  keep(document: vscode.Uri, key: string, filter: ListFilter): void {
    const name = keyOf(document);
    const place: Place = { key, filter, at: Date.now() };
    clearTimeout(this.timers.get(name));
    this.timers.set(
      name,
      setTimeout(() => void this.state.update(name, place), pause),
    );
  }

  /** The next editor of a dataset opens at an entry, whatever was shown before. */
  lead(document: vscode.Uri, key: string): void {
    const place: Place = { key, at: Date.now() };
    clearTimeout(this.timers.get(keyOf(document)));
    void this.state.update(keyOf(document), place);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}

function keyOf(document: vscode.Uri): string {
  return `place ${document.toString()}`;
}
