import type { DecidingToWebview } from '../../extension/deciding/decidingMessages';
import { listenForChanges, send } from '../base/host';
import { undoKey } from '../keyboard/undoKey';

/**
 * What was decided and may not be in the document yet. VS Code would take back what was decided before that, so that Ctrl+Z
 * goes the way of the decisions meanwhile, behind them.
 */
export class DecisionsOnTheirWay {
  private lastAsked = 0;
  private lastMade = 0;
  private isAsked = false;

  listen(): void {
    listenForChanges(() => {
      // What is decided together is asked about once, after all of it.
      if (this.isAsked) return;
      this.isAsked = true;
      this.lastAsked++;
      queueMicrotask(() => {
        this.isAsked = false;
        send({ type: 'areDecisionsMade', id: this.lastAsked });
      });
    });
  }

  readonly receivers = {
    decisionsMade: ({ id }: DecidingToWebview) => void (this.lastMade = id),
  };

  /** Takes the key if it is one that has to wait. */
  takeKey(event: KeyboardEvent): void {
    const type = undoKey(event);
    if (type === undefined || this.lastMade >= this.lastAsked) return;
    event.preventDefault();
    event.stopPropagation();
    send({ type });
  }
}
