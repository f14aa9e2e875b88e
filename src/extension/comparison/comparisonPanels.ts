import type * as vscode from 'vscode';
import type { EngineService } from '../engine/engineService';
import type { Model, ModelLibrary } from '../models/modelLibrary';
import { ComparisonPanel } from './comparisonPanel';
import type { ComparedImage } from './modelComparison';

/** The comparison that is open: one at a time, as each has two processes of its own. */
export class ComparisonPanels implements vscode.Disposable {
  private open: ComparisonPanel | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly engine: EngineService,
    private readonly library: ModelLibrary,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Begins with two models and some images; another comparison is closed. */
  begin(models: readonly [Model, Model], images: readonly ComparedImage[]): void {
    this.dispose();
    const { extensionUri, engine, library, log } = this;
    const panel = new ComparisonPanel(extensionUri, engine, library, models, images, log, () => {
      if (this.open === panel) this.open = undefined;
    });
    this.open = panel;
  }

  dispose(): void {
    this.open?.dispose();
  }
}
