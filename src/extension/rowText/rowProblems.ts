import * as vscode from 'vscode';
import { findInRows } from '../../dataset/document/rowFindings';
import { Soon } from '../base/soon';
import { datasetTexts } from './datasetText';

/** VS Code shows no more of one file. */
const most = 1_000;

/** Says in the text of a dataset which lines are no rows, and why, as long as a text editor shows it: the caption editor says it itself. */
export class RowProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('showtell-rows');
  private shown = new Set<vscode.TextDocument>();
  private readonly changed = new Set<vscode.TextDocument>();
  private readonly soon = new Soon(() => this.checkChanged());
  private readonly subscriptions = [
    vscode.window.onDidChangeVisibleTextEditors((editors) => this.show(editors)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!this.shown.has(document)) return;
      this.changed.add(document);
      this.soon.ask();
    }),
  ];

  constructor() {
    this.show(vscode.window.visibleTextEditors);
  }

  dispose(): void {
    for (const one of [...this.subscriptions, this.soon, this.collection]) one.dispose();
  }

  private show(editors: readonly vscode.TextEditor[]): void {
    const documents = editors.map(({ document }) => document);
    const shown = new Set(documents.filter((document) => vscode.languages.match(datasetTexts, document) > 0));
    for (const document of this.shown) if (!shown.has(document)) this.collection.delete(document.uri);
    for (const document of shown) if (!this.shown.has(document)) this.check(document);
    this.shown = shown;
  }

  private checkChanged(): void {
    for (const document of this.changed) if (this.shown.has(document)) this.check(document);
    this.changed.clear();
  }

  private check(document: vscode.TextDocument): void {
    const { findings, hasRows } = findInRows(document.getText(), most);
    // Others have files of this name that are no datasets.
    const isOurs = hasRows || document.uri.path.endsWith('.captions.jsonl');
    const problems = (isOurs ? findings : []).map(({ start, end, reason, isBroken }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
      const problem = new vscode.Diagnostic(range, reason, isBroken ? error : warning);
      problem.source = 'Showtell';
      return problem;
    });
    this.collection.set(document.uri, problems);
  }
}
