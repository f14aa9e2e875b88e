import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { errorCode, explainFileError } from '../../dataset/files/fileError';
import { readSavedReport, reportFile, type SavedReport } from '../../engine/protocol/fineTuneProtocol';
import { showInformation } from '../base/notifications';
import { tellError } from '../base/tellError';
import type { ModelLibrary } from '../models/modelLibrary';
import { reportHtml } from './reportHtml';
import { nowInUse } from './reportTexts';

const answerSchema = z.object({ answer: z.enum(['use', 'keep']) });
export type ReportAnswer = z.infer<typeof answerSchema>['answer'];

/**
 * The report of a model, if it was fine-tuned here.
 * @throws Error if there is one that cannot be read
 */
export async function readReport(directory: string): Promise<SavedReport | undefined> {
  try {
    return await readSavedReport(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    const file = path.join(directory, reportFile);
    throw new Error(vscode.l10n.t('The report {0} cannot be read: {1}', file, explainFileError(error)), {
      cause: error,
    });
  }
}

/** Shows what fine-tunes were worth, a page for each model, and lets the person use it or keep the old one. */
export class ReportPages implements vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly shown = new vscode.EventEmitter<string>();
  /** Fires with the folder of the model whose report is on screen. */
  readonly onDidShow = this.shown.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly models: ModelLibrary,
  ) {}

  /** @param name of the model */
  async show(directory: string, name: string): Promise<void> {
    try {
      await this.open(directory, name);
    } catch (error) {
      tellError(error);
    }
  }

  private async open(directory: string, name: string): Promise<void> {
    const report = await readReport(directory);
    if (!report) {
      await showInformation(vscode.l10n.t('There is no report of “{0}”: it was not fine-tuned here.', name));
      return;
    }
    const assets = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
    const folders = new Set(report.examples.map(({ file }) => path.dirname(file)));
    const panel = this.panels.get(directory) ?? this.newPanel(directory);
    // A page that is open may be of another name, or of a model that was deleted since.
    panel.title = vscode.l10n.t('Fine-Tune: {0}', name);
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [assets, ...[...folders].map((folder) => vscode.Uri.file(folder))],
    };
    const inUse = this.models.chosenDirectory === directory;
    panel.webview.html = reportHtml(panel.webview, { name, report, inUse, assets });
    panel.reveal();
    this.shown.fire(directory);
  }

  private newPanel(directory: string): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('showtell.fineTuneReport', '', vscode.ViewColumn.Active);
    this.panels.set(directory, panel);
    panel.onDidDispose(() => this.panels.delete(directory));
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = answerSchema.safeParse(message);
      if (parsed.success) this.answer(directory, parsed.data.answer).catch(tellError);
    });
    return panel;
  }

  /** What a button of the page does. */
  async answer(directory: string, answer: ReportAnswer): Promise<void> {
    const panel = this.panels.get(directory);
    if (answer === 'use') {
      await this.models.choose(directory);
      void panel?.webview.postMessage(nowInUse());
    } else {
      const report = this.models.chosenDirectory === directory ? await readReport(directory) : undefined;
      if (report) await this.models.goBackTo(report.base);
      panel?.dispose();
    }
  }

  dispose(): void {
    for (const panel of this.panels.values()) panel.dispose();
    this.shown.dispose();
  }
}
