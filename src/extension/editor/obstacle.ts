import type * as vscode from 'vscode';

/**
 * Why VS Code opens no editor of ours on a file, though it was asked to.
 * @returns what says so, with the way out; nothing if it is no obstacle
 */
export type Obstacle = (uri: vscode.Uri, viewType: string) => Promise<(() => Promise<void>) | undefined>;
