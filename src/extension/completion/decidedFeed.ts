import type * as vscode from 'vscode';
import { mostCaptions } from '../../captioner/completion/decidedCaptions';
import { textOfDecided } from '../../dataset/list/decidedText';
import type { Entry } from '../../dataset/list/entry';
import { EngineError } from '../../engine/client/client';
import type { DecideParams } from '../../engine/protocol/completionProtocol';
import type { SessionContext } from '../session/sessionContext';

/** What it needs of an editor. */
type DecidedContext = Pick<SessionContext, 'captions' | 'onDidChangeEntries'> & {
  engine: Pick<SessionContext['engine'], 'decide' | 'onDidChangeStatus'>;
};

/**
 * Tells the engine what is decided in a dataset, so that completion goes on as the person does. The entry that is typed at is
 * told of when the person goes on to something else: it changes with each letter.
 */
export class DecidedFeed implements vscode.Disposable {
  /** Whether the engine knows the dataset, but for what has changed. */
  private isKnown = false;
  private readonly changed = new Set<Entry>();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly context: DecidedContext) {
    this.subscriptions = [
      context.onDidChangeEntries(({ added, removed, changed }) => {
        if (!this.isKnown) return;
        for (const entries of [added, removed, changed]) for (const entry of entries) this.changed.add(entry);
        // More than the engine keeps is told as if the editor was just opened.
        if (this.changed.size > mostCaptions) this.beginAnew();
      }),
      // An engine that begins again knows nothing.
      context.engine.onDidChangeStatus(({ state }) => {
        if (state !== 'ready') this.beginAnew();
      }),
    ];
  }

  /** What the engine calls the dataset. */
  get dataset(): string {
    return this.context.captions.document.uri.toString();
  }

  /** Tells what is new. @param typed what is being typed */
  tell(typed: Entry): void {
    const entries = this.isKnown ? [...this.changed] : this.decided();
    const told = entries.filter((entry) => entry !== typed);
    const begins = !this.isKnown;
    this.isKnown = true;
    this.changed.clear();
    if (begins || entries.includes(typed)) this.changed.add(typed);
    const captions = told.flatMap((entry) => this.viewOf(entry));
    if (!begins && captions.length === 0) return;
    this.context.engine.decide({ dataset: this.dataset, begins, captions }).catch((error: unknown) => {
      // The engine has failed, which the editor says where suggestions are.
      this.beginAnew();
      if (!(error instanceof EngineError)) throw error;
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private beginAnew(): void {
    this.isKnown = false;
    this.changed.clear();
  }

  /** Those that were decided last, the newest behind. */
  private decided(): Entry[] {
    const entries: Entry[] = [];
    for (const entry of this.context.captions.index.entries)
      if (textOfDecided(entry) !== undefined) entries.push(entry);
    const timed = entries.map((entry) => ({ entry, time: Date.parse(entry.row?.updated ?? '') || 0 }));
    return timed
      .sort((one, other) => one.time - other.time)
      .slice(-mostCaptions)
      .map(({ entry }) => entry);
  }

  private viewOf(entry: Entry): DecideParams['captions'] {
    const { captions } = this.context;
    const isListed = captions.index.findAgain(entry.key) === entry;
    const imagePath = captions.imagePath(entry);
    if (imagePath === undefined) return [];
    return [{ key: entry.key, imagePath, text: isListed ? textOfDecided(entry) : undefined }];
  }
}
