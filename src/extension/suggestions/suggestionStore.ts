import * as vscode from 'vscode';
import type { Suggestion } from '../../captioner/suggestion';
import { reasonOf } from '../../dataset/files/reason';
import { EngineError } from '../../engine/client/client';
import type { EngineService } from '../engine/engineService';
import type { ConfidenceMemory } from './confidenceMemory';
import type { SuggestionView } from './suggestionMessages';

export type Priority = 'focus' | 'visible' | 'batch';

type Entry =
  | { state: 'waiting'; priority: Priority; abort: AbortController }
  | { state: 'ready'; suggestion: Suggestion }
  | { state: 'failed'; reason: string; crashed: boolean };

/** What is remembered of each suggestion: its attention, by far the most of it, is not. */
interface Brief {
  text: string;
  model: string;
  confidence: number | undefined;
  /** As in `Suggestion`. */
  familiarity: number | undefined;
  failed: boolean;
}

/** How many suggestions are kept as a whole; those of the images looked at last. */
const mostWhole = 500;

/** The suggestions for images, by their path: asked for when they are needed, and forgotten when the model changes. */
export class SuggestionStore implements vscode.Disposable {
  private entries = new Map<string, Entry>();
  private briefs = new Map<string, Brief>();
  /** Images that became others: what a batch has suggested for them before is about something else. */
  private readonly replaced = new Set<string>();
  /** The model cannot be used: nothing is asked until another one is chosen. */
  private modelFailed = false;
  private readonly changed = new vscode.EventEmitter<string>();
  /** Fires with the path of the image. */
  readonly onDidChange = this.changed.event;
  private readonly imageChanged = new vscode.EventEmitter<string>();
  /** Fires with the path of an image that has become another one. */
  readonly onDidReplaceImage = this.imageChanged.event;
  private readonly subscription: vscode.Disposable;

  private recalling: Promise<void>;

  constructor(
    private readonly engine: Pick<EngineService, 'suggest' | 'modelId' | 'onDidChangeModel'>,
    private readonly confidences: ConfidenceMemory,
  ) {
    this.recalling = this.recall();
    this.subscription = engine.onDidChangeModel(() => {
      this.modelFailed = false;
      this.recalling = this.recall();
      const { failures } = this;
      this.briefs = new Map();
      this.forget(() => true);
      for (const imagePath of failures) this.changed.fire(imagePath);
    });
  }

  get(imagePath: string): Suggestion | undefined {
    const entry = this.entries.get(imagePath);
    return entry?.state === 'ready' ? entry.suggestion : undefined;
  }

  /** What was suggested for an image, also long ago; nothing if the model has changed since. */
  brief(imagePath: string): Brief | undefined {
    return this.briefs.get(imagePath);
  }

  /** Of what was suggested for an image by the model in use, 0 to 1, also before the window was reloaded. */
  confidence(imagePath: string): number | undefined {
    return this.briefs.get(imagePath)?.confidence ?? this.confidences.get(imagePath);
  }

  /** Waits until {@link confidence} knows what was suggested before the window was reloaded. */
  recalled(): Promise<void> {
    return this.recalling;
  }

  /** The images that the model in use has suggested captions for, and those that it could not. */
  get suggestedImages(): Iterable<string> {
    return this.briefs.keys();
  }

  /** Whether no caption could be suggested for an image. */
  hasFailed(imagePath: string): boolean {
    return this.briefs.get(imagePath)?.failed ?? false;
  }

  /** The images that no caption could be suggested for. */
  get failures(): string[] {
    return [...this.briefs].filter(([, { failed }]) => failed).map(([imagePath]) => imagePath);
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

  /**
   * A suggestion for work through many images, below whatever somebody looks at: one that is there already, or a new
   * one, of which only the brief is kept.
   * @throws EngineError
   */
  async suggestQuietly(imagePath: string, signal?: AbortSignal): Promise<Suggestion> {
    const known = this.get(imagePath);
    if (known) return known;
    const { briefs } = this;
    const suggestion = await this.engine.suggest(imagePath, 'batch', signal);
    // Not of a model that is no longer in use.
    if (briefs === this.briefs) {
      if (this.entries.get(imagePath)?.state === 'failed') this.entries.delete(imagePath);
      this.learn(imagePath, { state: 'ready', suggestion });
      this.changed.fire(imagePath);
    }
    return suggestion;
  }

  /** Work through many images found no caption for one; what somebody asked for meanwhile counts instead. */
  recordFailure(imagePath: string, reason: string): void {
    if (this.entries.has(imagePath)) return;
    const entry: Entry = { state: 'failed', reason, crashed: false };
    this.entries.set(imagePath, entry);
    this.remember(imagePath, entry);
    this.changed.fire(imagePath);
  }

  /** There is another image at this path now: what is known of the one before is forgotten. */
  imageReplaced(imagePath: string): void {
    this.replaced.add(imagePath);
    this.briefs.delete(imagePath);
    this.confidences.forget(imagePath);
    this.forget((_, path) => path === imagePath);
    this.imageChanged.fire(imagePath);
  }

  /** Whether the image has become another one while it was watched. */
  wasReplaced(imagePath: string): boolean {
    return this.replaced.has(imagePath);
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
    this.imageChanged.dispose();
    void this.confidences.dispose();
  }

  private fail(imagePath: string, wanted: Entry, error: unknown): void {
    if (this.entries.get(imagePath) !== wanted) return;
    const kind = error instanceof EngineError ? error.kind : 'other';
    if (kind === 'model') {
      // Said once, for the whole editor, by the engine's status.
      this.modelFailed = true;
      this.forget(({ state }) => state === 'waiting');
    } else {
      this.settle(imagePath, wanted, { state: 'failed', reason: reasonOf(error), crashed: kind === 'crashed' });
    }
  }

  /** An answer counts only for the request that is still wanted. */
  private settle(imagePath: string, wanted: Entry, entry: Entry): void {
    if (this.entries.get(imagePath) !== wanted) return;
    this.entries.delete(imagePath);
    this.entries.set(imagePath, entry);
    this.remember(imagePath, entry);
    this.changed.fire(imagePath);
  }

  private remember(imagePath: string, entry: Entry): void {
    this.learn(imagePath, entry);
    if (this.entries.size <= mostWhole) return;
    for (const [oldest, { state }] of this.entries) {
      if (state === 'waiting') continue;
      this.entries.delete(oldest);
      return;
    }
  }

  private learn(imagePath: string, entry: Entry): void {
    const brief = briefOf(entry);
    this.briefs.set(imagePath, brief);
    this.confidences.learn(imagePath, brief.model, brief.confidence);
  }

  private async recall(): Promise<void> {
    const model = await this.engine.modelId();
    if (model !== undefined) await this.confidences.open(model);
  }

  private forget(which: (entry: Entry, imagePath: string) => boolean): void {
    const forgotten = [...this.entries].filter(([imagePath, entry]) => which(entry, imagePath));
    for (const [imagePath] of forgotten) {
      this.entries.delete(imagePath);
      this.briefs.delete(imagePath);
    }
    for (const [imagePath, entry] of forgotten) {
      if (entry.state === 'waiting') entry.abort.abort();
      this.changed.fire(imagePath);
    }
  }
}

function briefOf(entry: Entry): Brief {
  const best = entry.state === 'ready' ? entry.suggestion.candidates.at(0) : undefined;
  const { model, familiarity } = entry.state === 'ready' ? entry.suggestion : { model: '' };
  return { text: best?.text ?? '', model, confidence: best?.confidence, familiarity, failed: entry.state === 'failed' };
}
