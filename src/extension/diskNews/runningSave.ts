import type * as vscode from 'vscode';

/** VS Code does not tell of a save that fails: after so many milliseconds a save is taken for one. */
const longestSave = 5_000;

/**
 * A save that VS Code has begun. Until it has ended, what the file holds may be the document's own words, of which nobody knows yet
 * that they are saved.
 */
export class RunningSave implements vscode.Disposable {
  private running: Promise<void> = Promise.resolve();
  private tellEnd: () => void = () => undefined;
  private limit: NodeJS.Timeout | undefined;

  begin(): void {
    this.end();
    this.running = new Promise((resolve) => (this.tellEnd = resolve));
    this.limit = setTimeout(this.tellEnd, longestSave);
  }

  end(): void {
    clearTimeout(this.limit);
    this.tellEnd();
  }

  /** Waits until none is running. */
  ended(): Promise<void> {
    return this.running;
  }

  dispose(): void {
    this.end();
  }
}
