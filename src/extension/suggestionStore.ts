import * as vscode from 'vscode';
import type { Suggestion } from '../captioner/suggestion';
import { EngineError } from '../engine/client';
import type { EngineService } from './engineService';
import type { SuggestionView } from './messages';

export type Priority = 'focus' | 'visible' | 'batch';

type Entry =
  | { state: 'waiting'; priority: Priority; abort: AbortController }
  | { state: 'ready'; suggestion: Suggestion }
  | { state: 'failed'; reason: string; crashed: boolean };

/** The suggestions for images, by their path: asked for when they are needed, and forgotten when the model changes. */
export class SuggestionStore implements vscode.Disposable {
  private entries = new Map<string, Entry>();
  /** The model cannot be used: nothing is asked until another one is chosen. */
  private modelFailed = false;
  private readonly changed = new vscode.EventEmitter<string>();
  /** Fires with the path of the image. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly engine: EngineService) {
    this.subscription = engine.onDidChangeModel(() => {
      this.modelFailed = false;
      this.forget(() => true);
    });
  }

  get(imagePath: string): Suggestion | undefined {
    const entry = this.entries.get(imagePath);
    return entry?.state === 'ready' ? entry.suggestion : undefined;
  }

  /** What the webview shows of an image's suggestion. */
  view(imagePath: string): SuggestionView {
    const entry = this.entries.get(imagePath);
    switch (entry?.state) {
      case undefined:
        return { state: 'none' };
      case 'waiting':
        return { state: 'waiting' };
      case 'failed':
        return { state: 'failed', reason: entry.reason };
      case 'ready': {
        const { gridWidth, gridHeight, candidates } = entry.suggestion;
        return { state: 'ready', gridWidth, gridHeight, candidates };
      }
    }
  }

  /** Asks for a suggestion unless it is there, failed, or on its way; one that is looked at now comes before others. */
  request(imagePath: string, priority: Priority): void {
    const before = this.entries.get(imagePath);
    if (this.modelFailed || (before && before.state !== 'waiting')) return;
    if (before && (before.priority === priority || priority !== 'focus')) return;
    const entry: Entry = { state: 'waiting', priority, abort: new AbortController() };
    this.entries.set(imagePath, entry);
    this.engine.suggest(imagePath, priority, entry.abort.signal).then(
      (suggestion) => this.settle(imagePath, entry, { state: 'ready', suggestion }),
      (error: unknown) => this.fail(imagePath, entry, error),
    );
    if (before) before.abort.abort();
    else this.changed.fire(imagePath);
  }

  /** Tries again what failed; after a crash, everything that the crash took along. */
  retry(imagePath: string | undefined): void {
    const entry = imagePath === undefined ? undefined : this.entries.get(imagePath);
    if (entry?.state !== 'failed') return;
    this.forget(
      (other, otherPath) => otherPath === imagePath || (entry.crashed && other.state === 'failed' && other.crashed),
    );
  }

  dispose(): void {
    this.subscription.dispose();
    this.forget(() => true);
    this.changed.dispose();
  }

  private fail(imagePath: string, wanted: Entry, error: unknown): void {
    if (this.entries.get(imagePath) !== wanted) return;
    const kind = error instanceof EngineError ? error.kind : 'other';
    if (kind === 'model') {
      // Said once, for the whole editor, by the engine's status.
      this.modelFailed = true;
      this.forget(({ state }) => state === 'waiting');
    } else {
      const reason = error instanceof Error ? error.message : String(error);
      this.settle(imagePath, wanted, { state: 'failed', reason, crashed: kind === 'crashed' });
    }
  }

  /** An answer counts only for the request that is still wanted. */
  private settle(imagePath: string, wanted: Entry, entry: Entry): void {
    if (this.entries.get(imagePath) !== wanted) return;
    this.entries.set(imagePath, entry);
    this.changed.fire(imagePath);
  }

  private forget(which: (entry: Entry, imagePath: string) => boolean): void {
    const forgotten = [...this.entries].filter(([imagePath, entry]) => which(entry, imagePath));
    for (const [imagePath] of forgotten) this.entries.delete(imagePath);
    for (const [imagePath, entry] of forgotten) {
      if (entry.state === 'waiting') entry.abort.abort();
      this.changed.fire(imagePath);
    }
  }
}
