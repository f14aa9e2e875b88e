import type * as vscode from 'vscode';
import { decisionsForFineTune } from '../session/decisionsForFineTune';
import type { SessionContext } from '../session/sessionContext';
import { ClosedNotices } from './closedNotices';
import { FamiliarityTally } from './familiarityTally';
import { offers, type UnfamiliarToWebview, type UnfamiliarView } from './unfamiliarMessages';

/** What it needs of an editor. */
export type UnfamiliarContext = Pick<
  SessionContext<UnfamiliarToWebview>,
  'captions' | 'suggestions' | 'listed' | 'onDidChangeState' | 'kept' | 'post'
> & {
  engine: Pick<SessionContext['engine'], 'onDidChangeModel'>;
  outcomes: Pick<SessionContext['outcomes'], 'of' | 'learningOf' | 'onDidChange'>;
};

/**
 * Says in place, once for each dataset and model, that the dataset is unlike what the model knows; and offers a fine-tune when
 * there is something to learn from. It stays until the person closes it, or it turns out to be wrong; while a model learns, or is
 * there and was not looked at, it would ask for what is done.
 */
export class UnfamiliarNotice implements vscode.Disposable {
  private readonly tally = new FamiliarityTally();
  private readonly closed: ClosedNotices;
  /** The id of the model, where it does not know the dataset; what cannot be said leaves it as it was. */
  private unknowing: string | undefined;
  private isReady = false;
  private shown: UnfamiliarView | undefined;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly context: UnfamiliarContext) {
    const { suggestions, engine, outcomes, onDidChangeState, captions, kept } = context;
    this.closed = new ClosedNotices(kept, captions.document.uri);
    this.subscriptions = [
      suggestions.onDidChange((imagePath) => {
        this.note(imagePath);
        this.follow();
      }),
      engine.onDidChangeModel(() => {
        this.tally.clear();
        this.unknowing = undefined;
        this.follow();
      }),
      onDidChangeState(() => this.follow()),
      captions.gate.onDidChange(() => this.follow()),
      outcomes.onDidChange(() => this.follow()),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** The page has begun: what was suggested before it is counted, and what is to be said is said. */
  async begin(): Promise<void> {
    await this.context.listed();
    this.isReady = true;
    for (const imagePath of this.context.suggestions.suggestedImages) this.note(imagePath);
    this.shown = undefined;
    this.follow();
  }

  /** The person has seen what is shown. */
  close(): void {
    if (this.unknowing !== undefined && this.shown) this.closed.close(this.unknowing, this.shown.offer ?? 0);
    this.follow();
  }

  private note(imagePath: string): void {
    const { captions, suggestions } = this.context;
    if (!captions.entryAt(imagePath)) return;
    const brief = suggestions.brief(imagePath);
    this.tally.note(imagePath, brief?.familiarity);
    const { isUnfamiliar } = this.tally;
    if (isUnfamiliar === false) this.unknowing = undefined;
    else if (isUnfamiliar && brief?.familiarity !== undefined) this.unknowing = brief.model;
  }

  /** Shows what is to be said now, if that is not what is shown. */
  private follow(): void {
    if (!this.isReady) return;
    const wanted = this.wanted;
    const isShown = wanted?.offer === this.shown?.offer && wanted?.afterDecisions === this.shown?.afterDecisions;
    if ((wanted === undefined) === (this.shown === undefined) && isShown) return;
    this.shown = wanted;
    this.context.post({ type: 'unfamiliar', notice: wanted });
  }

  private get wanted(): UnfamiliarView | undefined {
    const { captions, outcomes } = this.context;
    if (this.unknowing === undefined || captions.gate.refusal !== undefined) return undefined;
    if (outcomes.learningOf(captions.file) !== undefined) return undefined;
    if (outcomes.of(captions.file).some(({ kind }) => kind === 'model')) return undefined;
    const { accepted, edited, written } = captions.index.counts;
    const decided = accepted + edited + written;
    const afterDecisions = decisionsForFineTune();
    // Where it fine-tunes by itself, nobody has to be asked.
    const offer = afterDecisions > 0 ? undefined : offers.findLast((count) => decided >= count);
    return this.closed.has(this.unknowing, offer ?? 0) ? undefined : { offer, decided, afterDecisions };
  }
}
