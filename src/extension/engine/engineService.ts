import path from 'node:path';
import * as vscode from 'vscode';
import type { Suggestion } from '../../captioner/suggestion';
import type { EngineClient, EngineStatus } from '../../engine/client/client';
import type { CompleteParams, CompleteResult, DecideParams } from '../../engine/protocol/completionProtocol';
import type { PictureParams } from '../../engine/protocol/pictureProtocol';
import { Disposables } from '../base/disposables';
import { logError } from '../base/tellError';
import type { ModelLibrary } from '../models/modelLibrary';
import { chosenBeam } from './chosenBeam';
import type { EngineView } from './engineMessages';
import { openEngine } from './openEngine';

interface RunningClient {
  client: EngineClient;
  subscription: { dispose(): void };
}

/** The engine process as the extension uses it: with the settings, and anew when they change. */
export class EngineService implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly statusChanged = this.disposables.add(new vscode.EventEmitter<EngineStatus>());
  private readonly modelChanged = this.disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChangeStatus = this.statusChanged.event;
  /** Suggestions made before this belong to another model. */
  readonly onDidChangeModel = this.modelChanged.event;
  private current: RunningClient;
  /** What the chosen models call themselves, by their folder: before the engine has started, and when one was renamed since. */
  private readonly known = new Map<string, { id: string; name: string }>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly models: ModelLibrary,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.current = this.createClient();
    this.disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('showtell.backend')) this.restart();
        else if (event.affectsConfiguration('showtell.modelPath')) void this.useChosenModel();
        else if (event.affectsConfiguration('showtell.beam')) this.modelChanged.fire();
      }),
    );
    this.disposables.add(models.onDidChangeChoice(() => void this.useChosenModel()));
    this.disposables.add(models.onDidRename(() => void this.readName()));
    void this.readName();
  }

  get client(): EngineClient {
    return this.current.client;
  }

  get status(): EngineStatus {
    return this.client.status;
  }

  /** What an editor shows of the engine. */
  get view(): EngineView {
    const { state, model, message } = this.status;
    const directory = this.models.chosenDirectory;
    const chosen = this.known.get(directory);
    // Until the engine has opened another model, it is the one before that suggests.
    const shown = model && model.id !== chosen?.id ? model : chosen;
    return {
      state,
      problem: state === 'failed' ? (message ?? vscode.l10n.t('The captioner has stopped.')) : undefined,
      model: shown?.name ?? path.basename(directory),
      bundled: directory === this.models.bundledDirectory,
    };
  }

  /** The id of the model in use; nothing if it cannot be read. */
  async modelId(): Promise<string | undefined> {
    return (await this.models.chosenDescription())?.id;
  }

  /** Starts the engine beside other work, as somebody will soon ask for suggestions. */
  start(): void {
    // The editor shows the engine's state and a way out; the log keeps the reason.
    this.client.start().catch((error: unknown) => logError(error, this.log));
  }

  /** Captions that the model in use proposes for an image. @throws EngineError */
  suggest(imagePath: string, priority: 'focus' | 'visible' | 'batch', signal?: AbortSignal): Promise<Suggestion> {
    // Of a batch nobody sees where the captioner looked.
    return this.client.suggest({ imagePath, beam: chosenBeam(), priority, attention: priority !== 'batch' }, signal);
  }

  /** How a caption that is being typed could go on. @throws EngineError */
  complete(params: CompleteParams, signal: AbortSignal): Promise<CompleteResult> {
    return this.client.complete(params, signal);
  }

  /** Tells what was decided in a dataset. @throws EngineError */
  decide(params: DecideParams): Promise<void> {
    return this.client.decide(params);
  }

  /** What the captioner sees of an image, as PNG. @throws EngineError */
  picture(params: PictureParams): Promise<Uint8Array<ArrayBuffer>> {
    return this.client.picture(params);
  }

  /** Begins with a new process, for example after it crashed too often. */
  restart(): void {
    const before = this.current;
    this.current = this.createClient();
    before.subscription.dispose();
    void before.client.dispose();
    this.statusChanged.fire(this.status);
    this.modelChanged.fire();
  }

  dispose(): void {
    this.current.subscription.dispose();
    void this.client.dispose();
    this.disposables.dispose();
  }

  private createClient(): RunningClient {
    const options = { modelDirectory: this.models.chosenDirectory, onlySuggests: true };
    const client = openEngine(this.extensionUri, options, this.log);
    return { client, subscription: client.onDidChangeStatus((status) => this.statusChanged.fire(status)) };
  }

  private async readName(): Promise<void> {
    const directory = this.models.chosenDirectory;
    const description = await this.models.chosenDescription();
    if (!description) return;
    this.known.set(directory, description);
    this.statusChanged.fire(this.status);
  }

  private async useChosenModel(): Promise<void> {
    await this.readName();
    try {
      await this.client.useModel(this.models.chosenDirectory);
    } catch (error) {
      // The editor shows the engine's state and a way out; the log keeps the reason.
      logError(error, this.log);
    }
    this.modelChanged.fire();
  }
}
