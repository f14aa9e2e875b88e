import * as vscode from 'vscode';
import type { Suggestion } from '../captioner/suggestion';
import type { EngineService } from './engineService';
import type { SuggestionView } from './messages';

export type Priority = 'focus' | 'visible' | 'batch';

type Entry =
  | { state: 'waiting'; priority: Priority; abort: AbortController }
  | { state: 'ready'; suggestion: Suggestion }
  | { state: 'failed'; reason: string };

/** The suggestions for images, by their path: asked for when they are needed, and forgotten when the model changes. */
export class SuggestionStore implements vscode.Disposable {
  private entries = new Map<string, Entry>();
  private readonly changed = new vscode.EventEmitter<string>();
  /** Fires with the path of the image. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly engine: EngineService) {
    this.subscription = engine.onDidChangeModel(() => this.forgetAll());
  }

  get(imagePath: string): Suggestion | undefined {
    const entry = this.entries.get(imagePath);
    return entry?.state === 'ready' ? entry.suggestion : undefined;
  }

  /** What the webview shows of an image's suggestion. */
  view(imagePath: string): SuggestionView {
    const entry = this.entries.get(imagePath);
    if (!entry) return { state: 'none' };
    if (entry.state === 'ready') {
      const { gridWidth, gridHeight, candidates } = entry.suggestion;
      return { state: 'ready', gridWidth, gridHeight, candidates };
    }
    return entry.state === 'failed' ? { state: 'failed', reason: entry.reason } : { state: 'waiting' };
  }

  /** Asks for a suggestion unless it is there, failed, or on its way with this urgency. */
  request(imagePath: string, priority: Priority): void {
    const before = this.entries.get(imagePath);
    if (before && (before.state !== 'waiting' || before.priority === priority || priority !== 'focus')) return;
    const abort = new AbortController();
    const entry: Entry = { state: 'waiting', priority, abort };
    this.entries.set(imagePath, entry);
    if (!before) this.changed.fire(imagePath);
    void this.engine.client.suggest({ imagePath, beam: this.engine.beam, priority }, abort.signal).then(
      (suggestion) => this.settle(imagePath, entry, { state: 'ready', suggestion }),
      (error: unknown) => this.settle(imagePath, entry, { state: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
    if (before?.state === 'waiting') before.abort.abort();
  }

  /** Tries again what failed. */
  retry(imagePath: string): void {
    if (this.entries.get(imagePath)?.state !== 'failed') return;
    this.entries.delete(imagePath);
    this.request(imagePath, 'focus');
  }

  dispose(): void {
    this.subscription.dispose();
    this.abortWaiting();
    this.changed.dispose();
  }

  /** An answer counts only for the request that is still wanted. */
  private settle(imagePath: string, wanted: Entry, entry: Entry): void {
    if (this.entries.get(imagePath) !== wanted) return;
    this.entries.set(imagePath, entry);
    this.changed.fire(imagePath);
  }

  private forgetAll(): void {
    const paths = [...this.entries.keys()];
    this.abortWaiting();
    this.entries = new Map();
    for (const imagePath of paths) this.changed.fire(imagePath);
  }

  private abortWaiting(): void {
    for (const entry of this.entries.values()) if (entry.state === 'waiting') entry.abort.abort();
  }
}
