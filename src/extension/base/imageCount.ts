import * as vscode from 'vscode';

/** A number of images, for a person, where there may be one or many. */
export function imageCount(count: number): string {
  return vscode.l10n.t('images: {0}', count.toLocaleString());
}
