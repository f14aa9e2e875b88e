import * as vscode from 'vscode';
import { reasonOf } from '../../dataset/reason';

/** Keeps in the log what failed, and where. */
export function logError(error: unknown, log: vscode.LogOutputChannel): void {
  log.error(error instanceof Error ? error : String(error));
}

/** Says what failed; the message stays until somebody closes it, so nothing waits for that. */
export function tellError(error: unknown, log?: vscode.LogOutputChannel): void {
  if (log) logError(error, log);
  void vscode.window.showErrorMessage(reasonOf(error));
}
