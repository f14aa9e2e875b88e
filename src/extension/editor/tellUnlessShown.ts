import type * as vscode from 'vscode';
import { logError, tellError } from '../base/tellError';
import { NotEditableError } from '../document/editGate';

/** Says what failed, but for what the page itself says for as long as it is so. */
export function tellUnlessShown(error: unknown, log: vscode.LogOutputChannel): void {
  if (error instanceof NotEditableError) logError(error, log);
  else tellError(error, log);
}
