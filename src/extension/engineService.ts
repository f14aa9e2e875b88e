import path from 'node:path';
import * as vscode from 'vscode';
import { EngineClient } from '../engine/client';
import type { BackendChoice, EngineStatus } from '../engine/client';
import { Disposables } from './disposables';
import type { ModelLibrary } from './modelLibrary';

/** The engine process as the extension uses it: with the settings, and anew when they change. */
export class EngineService implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly statusChanged = this.disposables.add(new vscode.EventEmitter<EngineStatus>());
  private readonly modelChanged = this.disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChangeStatus = this.statusChanged.event;
  /** Suggestions made before this belong to another model. */
  readonly onDidChangeModel = this.modelChanged.event;
  private current: { client: EngineClient; subscription: { dispose(): void } };

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly models: ModelLibrary,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.current = this.createClient();
    this.disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('showtell.backend')) this.replaceClient();
        else if (event.affectsConfiguration('showtell.modelPath')) void this.useChosenModel();
      }),
    );
    this.disposables.add(models.onDidChangeChoice(() => void this.useChosenModel()));
  }

  get client(): EngineClient {
    return this.current.client;
  }

  get status(): EngineStatus {
    return this.client.status;
  }

  get beam(): number {
    return vscode.workspace.getConfiguration('showtell').get<number>('beam', 5);
  }

  dispose(): void {
    this.current.subscription.dispose();
    void this.client.dispose();
    this.disposables.dispose();
  }

  private createClient(): EngineService['current'] {
    const client = new EngineClient({
      enginePath: path.join(this.context.extensionUri.fsPath, 'dist', 'engine.js'),
      backend: vscode.workspace.getConfiguration('showtell').get<BackendChoice>('backend', 'auto'),
      modelDirectory: this.models.chosenDirectory,
      log: (line) => this.log.info(line),
    });
    return { client, subscription: client.onDidChangeStatus((status) => this.statusChanged.fire(status)) };
  }

  private replaceClient(): void {
    const before = this.current;
    this.current = this.createClient();
    before.subscription.dispose();
    void before.client.dispose();
    this.statusChanged.fire(this.status);
    this.modelChanged.fire();
  }

  private async useChosenModel(): Promise<void> {
    try {
      await this.client.useModel(this.models.chosenDirectory);
    } catch (error) {
      // The editor shows the engine's state and a way out; the log keeps the reason.
      this.log.error(error instanceof Error ? error : String(error));
    }
    this.modelChanged.fire();
  }
}
