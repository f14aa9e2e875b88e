import { randomInt } from 'node:crypto';
import * as vscode from 'vscode';
import { reasonOf } from '../../dataset/files/reason';
import { EngineError, type EngineClient } from '../../engine/client/client';
import { Disposables } from '../base/disposables';
import { logError, tellError } from '../base/tellError';
import { translatedTexts, webviewHtml } from '../base/webviewHtml';
import { chosenBeam } from '../engine/chosenBeam';
import type { EngineService } from '../engine/engineService';
import { openEngine } from '../engine/openEngine';
import type { Model, ModelLibrary } from '../models/modelLibrary';
import { fromComparisonSchema, type FromComparison, type ToComparison } from './comparisonMessages';
import { captionForComparison } from './comparisonRun';
import { comparisonView, resultView } from './comparisonView';
import { ModelComparison, type ComparedImage } from './modelComparison';

/** In pixels: as large as a picture is shown at most. */
const pictureWidth = 1280;

/** Two models beside each other on the same images, in a tab: a person says blindly which caption is better. */
export class ComparisonPanel implements vscode.Disposable {
  static readonly viewType = 'showtell.comparison';
  private readonly disposables = new Disposables();
  private readonly comparison: ModelComparison;
  private readonly engines: readonly [EngineClient, EngineClient];
  private readonly abort = new AbortController();
  private readonly panel: vscode.WebviewPanel;
  private isReady = false;
  /** The person asked for the result before the end. */
  private isEnded = false;
  private problem: string | undefined;
  private readonly pictured = new Set<string>();

  constructor(
    extensionUri: vscode.Uri,
    private readonly engine: EngineService,
    private readonly library: ModelLibrary,
    private readonly models: readonly [Model, Model],
    images: readonly ComparedImage[],
    private readonly log: vscode.LogOutputChannel,
    onDispose: () => void,
  ) {
    this.comparison = new ModelComparison(images, randomInt(2 ** 31));
    const open = ({ directory: modelDirectory }: Model): EngineClient =>
      openEngine(extensionUri, { modelDirectory, onlySuggests: true }, log);
    this.engines = [open(models[0]), open(models[1])];
    const assets = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const title = vscode.l10n.t('Compare Two Models');
    this.panel = vscode.window.createWebviewPanel(ComparisonPanel.viewType, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [assets],
    });
    this.panel.onDidDispose(() => {
      this.abort.abort();
      this.endEngines();
      this.disposables.dispose();
      onDispose();
    });
    this.disposables.add(
      this.panel.webview.onDidReceiveMessage((message: unknown) => {
        this.receive(fromComparisonSchema.parse(message));
      }),
    );
    this.disposables.add(library.onDidChangeChoice(() => this.show()));
    const body = translatedTexts();
    this.panel.webview.html = webviewHtml(this.panel.webview, { assets, name: 'comparison/comparison', title, body });
    void this.caption();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async caption(): Promise<void> {
    const { signal } = this.abort;
    const options = { beam: chosenBeam(), signal, changed: () => this.show(), log: this.log };
    try {
      await captionForComparison(this.comparison, this.engines, options);
    } catch (error) {
      logError(error, this.log);
      this.problem = reasonOf(error);
      this.show();
    } finally {
      this.endEngines();
    }
  }

  private endEngines(): void {
    for (const engine of this.engines) void engine.dispose();
  }

  private receive(message: FromComparison): void {
    switch (message.type) {
      case 'ready':
        // A page that was hidden begins anew.
        this.isReady = true;
        this.pictured.clear();
        break;
      case 'choose':
        this.comparison.choose(message.key, message.choice);
        break;
      case 'back':
        this.isEnded = false;
        this.comparison.goBack();
        break;
      case 'end':
        this.isEnded = true;
        break;
      case 'alikeToo':
        this.comparison.showAlike(message.shown);
        break;
      case 'use':
        this.use(message.directory);
        break;
    }
    this.show();
  }

  private use(directory: string): void {
    const model = this.models.find((one) => one.directory === directory);
    if (model) this.library.choose(model.directory).catch(tellError);
  }

  private show(): void {
    if (!this.isReady) return;
    const isOver = this.isEnded || this.comparison.isOver;
    const result = isOver ? resultView(this.comparison, this.models, this.library.chosenDirectory) : undefined;
    this.post({ ...comparisonView(this.comparison), problem: this.problem, result });
    const { asked, at } = this.comparison;
    for (const { image } of asked.slice(at, at + 2)) void this.sendPicture(image);
  }

  /** What the captioner sees, so that all formats are shown, and both models' captions are of the same. */
  private async sendPicture({ key, path: imagePath }: ComparedImage): Promise<void> {
    if (this.pictured.has(key)) return;
    this.pictured.add(key);
    try {
      this.post({ type: 'picture', key, picture: await this.engine.picture({ imagePath, width: pictureWidth }) });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.log.warn(`${imagePath}: ${reasonOf(error)}`);
      this.post({ type: 'picture', key });
    }
  }

  private post(message: ToComparison): void {
    if (!this.abort.signal.aborted) void this.panel.webview.postMessage(message);
  }
}
