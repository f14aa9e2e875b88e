import * as vscode from 'vscode';

/** Shows a file where a person finds it: in the Explorer, or what the system has for that. */
export async function reveal(file: string): Promise<void> {
  const uri = vscode.Uri.file(file);
  const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(isInWorkspace ? 'revealInExplorer' : 'revealFileInOS', uri);
}
