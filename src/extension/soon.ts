import type * as vscode from 'vscode';

/** Does something a moment after it was first asked for, once, however often it was asked for meanwhile. */
export class Soon implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;

  /** @param pause in milliseconds; a figure that changes more often cannot be read */
  constructor(
    private readonly act: () => void,
    private readonly pause = 100,
  ) {}

  ask(): void {
    this.timer ??= setTimeout(() => this.now(), this.pause);
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
