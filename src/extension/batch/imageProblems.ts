import path from 'node:path';
import * as vscode from 'vscode';

/** The images that a batch could not caption, in VS Code's Problems view. */
export class ImageProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('showtell');

  add(folder: string, fileName: string, reason: string): void {
    const message = vscode.l10n.t('No caption could be suggested: {0}', reason);
    const problem = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, vscode.DiagnosticSeverity.Warning);
    problem.source = 'Showtell';
    this.collection.set(vscode.Uri.file(path.join(folder, fileName)), [problem]);
  }

  /** Forgets those of a folder: they are tried again. */
  clear(folder: string): void {
    const gone: vscode.Uri[] = [];
    this.collection.forEach((uri) => {
      if (uri.fsPath.startsWith(folder + path.sep)) gone.push(uri);
    });
    for (const uri of gone) this.collection.delete(uri);
  }

  dispose(): void {
    this.collection.dispose();
  }
}
