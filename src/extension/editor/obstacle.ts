import type * as vscode from 'vscode';

/**
 * Why VS Code opens no editor of ours on a file, though it was asked to.
 * @param open opens it, once nothing is in the way
 * @returns what says so, with the way out; nothing if it is no obstacle
 */
export type Obstacle = (uri: vscode.Uri, open: () => Promise<void>) => Promise<(() => Promise<void>) | undefined>;
