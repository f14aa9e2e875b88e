import type { WebviewCommand } from '../session/sessionMessages';

/** Those after which a caption is another one, if they come to anything. */
const changing = /^(accept|saveAndNext|takeC|exclude|insert|addCaption|removeCaption|moveCaption)/;

/** What of the person's keys a page does not have, or had not used, when it went. */
export interface LostKeys {
  /** Whether any of them would have changed a caption. */
  change: boolean;
  /** What was typed. */
  text: string;
}

/** Commands and words that are on their way to captions: a page that goes takes them along. */
export class PageCommands {
  /** Those that the page has not done. */
  private readonly underWay: WebviewCommand[] = [];
  /** What the page holds, as it is not known yet into which caption it is typed. */
  held = '';

  constructor(private readonly post: (command: WebviewCommand) => void) {}

  /** Has the page do it. */
  run(command: WebviewCommand): void {
    this.underWay.push(command);
    this.post(command);
  }

  done(command: WebviewCommand): void {
    const index = this.underWay.indexOf(command);
    if (index >= 0) this.underWay.splice(index, 1);
  }

  /** The page has gone. What it held it says itself when it comes back. */
  takeLost(): LostKeys {
    const lost = { change: this.underWay.some((command) => changing.test(command)), text: this.held };
    this.underWay.length = 0;
    return lost;
  }
}
