import * as vscode from 'vscode';

/** How many captions the person's settings have the search follow at a time. */
export function chosenBeam(): number {
  return vscode.workspace.getConfiguration('showtell').get<number>('beam', 5);
}
