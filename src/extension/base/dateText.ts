import * as vscode from 'vscode';

/** A day and a time as VS Code's language writes them. @param iso ISO 8601 */
export function dateText(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
