import type * as vscode from 'vscode';

/** In milliseconds: a figure that changes more often cannot be read. */
const pause = 100;

/** Does something a moment after it was first asked for, once, however often it was asked for meanwhile. */
export class Soon implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly act: () => void) {}

  ask(): void {
    this.timer ??= setTimeout(() => this.now(), pause);
  }

  /** Does it at once if it was asked for. */
  settle(): void {
    if (this.timer) this.now();
  }

  /** It is not needed any more. */
  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private now(): void {
    this.dispose();
    this.act();
  }
}
