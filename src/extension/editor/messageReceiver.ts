import type * as vscode from 'vscode';
import { fromWebviewSchema, mayMove, type FromWebview, type ToWebview } from '../messages';
import type { SessionContext } from '../session/sessionContext';
import { handle, messageHandlers } from './messageHandlers';
import type { PageActions } from './pageHandlers';
import { tellUnlessShown } from './tellUnlessShown';

/** Takes the messages of a webview: checks them, has them handled, and knows what of them is still under way. */
export class MessageReceiver {
  private readonly handlers;
  /** All that may lead to another entry, until it is done. */
  private moves: Promise<unknown> = Promise.resolve();

  /** @param onFailure is called when what the webview shows may not have become true */
  constructor(
    context: SessionContext<ToWebview> & PageActions,
    private readonly log: vscode.LogOutputChannel,
    private readonly onFailure: () => void,
  ) {
    this.handlers = messageHandlers(context);
  }

  /** A message of the webview, as it came. */
  receive(data: unknown): void {
    const message = fromWebviewSchema.safeParse(data);
    if (!message.success) {
      this.log.error(`The editor's webview sent a message that cannot be read: ${message.error.message}`);
      return;
    }
    const handled = this.handle(message.data).catch((error: unknown) => {
      tellUnlessShown(error, this.log);
      this.onFailure();
    });
    if (mayMove(message.data)) this.moves = Promise.all([this.moves, handled]);
  }

  /** Does what belongs to a message. */
  handle(message: FromWebview): Promise<void> {
    return handle(this.handlers, message);
  }

  /** Waits for all that was received so far and may lead to another entry. */
  async moved(): Promise<void> {
    await this.moves;
  }
}
