import type * as vscode from 'vscode';

/** Things to be disposed of together, last first. */
export class Disposables implements vscode.Disposable {
  private readonly things: vscode.Disposable[] = [];

  add<T extends vscode.Disposable>(thing: T): T {
    this.things.push(thing);
    return thing;
  }

  dispose(): void {
    for (const thing of this.things.splice(0).toReversed()) thing.dispose();
  }
}
