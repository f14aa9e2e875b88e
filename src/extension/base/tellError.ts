import type * as vscode from 'vscode';
import { reasonOf } from '../../dataset/files/reason';
import { showError } from './notifications';

/** Keeps in the log what failed, and where. */
export function logError(error: unknown, log: vscode.LogOutputChannel): void {
  log.error(error instanceof Error ? error : String(error));
}

/** Says what failed; the message stays until somebody closes it, so nothing waits for that. */
export function tellError(error: unknown, log?: vscode.LogOutputChannel): void {
  if (log) logError(error, log);
  void showError(reasonOf(error));
}
