import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { checkBundle } from '../../captioner/bundle/checkBundle';
import { readBundleDescription, type BundleDescription } from '../../captioner/bundle/description';
import { reasonOf } from '../../dataset/files/reason';
import { settingOf } from '../base/setting';

const chosenKey = 'showtell.chosenModel';
const elsewhereKey = 'showtell.modelsElsewhere';
const modelPath = { name: 'showtell.modelPath', schema: z.string(), otherwise: '' };
const bundledName = 'flickr8k-attention';

export interface Model {
  directory: string;
  description: BundleDescription;
  bundled: boolean;
}

/** The models there are: the bundled one, and those fine-tuned here, in the extension's global storage. */
export class ModelLibrary implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeChoice = this.changed.event;
  private readonly renaming = new vscode.EventEmitter<void>();
  /** Fires when a model has another name; it suggests what it did. */
  readonly onDidRename = this.renaming.event;

  constructor(private readonly context: vscode.ExtensionContext) {}

  get bundledDirectory(): string {
    return path.join(this.context.extensionUri.fsPath, 'models', bundledName);
  }

  /** Where fine-tuned models go. */
  get ownFolder(): string {
    return path.join(this.context.globalStorageUri.fsPath, 'models');
  }

  /** The folder of the model in use: the setting's, else the one that was chosen last, else the bundled one. */
  get chosenDirectory(): string {
    return this.setting || (this.context.globalState.get<string>(chosenKey) ?? this.bundledDirectory);
  }

  /** What the model in use says of itself; nothing if it cannot be read, which the engine's status tells. */
  async chosenDescription(): Promise<BundleDescription | undefined> {
    return readBundleDescription(this.chosenDirectory).catch(() => undefined);
  }

  /**
   * Suggestions come from this model from now on; a model that the settings name is taken out of them.
   * @throws BundleError if it cannot be used: the one in use stays
   */
  async choose(directory: string): Promise<void> {
    await checkBundle(directory);
    await this.rememberElsewhere(this.chosenDirectory);
    if (this.setting !== '' && this.setting !== directory) await this.clearSetting();
    await this.context.globalState.update(chosenKey, directory === this.bundledDirectory ? undefined : directory);
    this.changed.fire();
  }

  /** Goes back to the model that another one was made from. @throws Error if it cannot be used: the one in use stays */
  async goBackTo({ id, name }: { id: string; name: string }): Promise<void> {
    const { models } = await this.list();
    const found = models.find(({ description }) => description.id === id);
    if (!found) {
      throw new Error(
        vscode.l10n.t(
          '“{0}”, which it was made from, is no longer here. The model in use stays: choose another one.',
          name,
        ),
      );
    }
    await this.choose(found.directory);
  }

  /** Tells those who show it that a model has another name. */
  renamed(): void {
    this.renaming.fire();
  }

  /** All models that can be read, the bundled one first, then the newest. Those that cannot be read are told apart. */
  async list(): Promise<{ models: Model[]; damaged: { directory: string; reason: string }[] }> {
    const own = (await readdir(this.ownFolder).catch(() => [])).filter((name) => !name.endsWith('.tmp'));
    const ownDirectories = own.map((name) => path.join(this.ownFolder, name));
    const elsewhere = this.elsewhere.filter((directory) => existsSync(directory));
    const known = [this.bundledDirectory, ...ownDirectories, ...elsewhere, this.chosenDirectory];
    const models: Model[] = [];
    const damaged: { directory: string; reason: string }[] = [];
    for (const directory of new Set(known)) {
      try {
        const description = await readBundleDescription(directory);
        models.push({ directory, description, bundled: directory === this.bundledDirectory });
      } catch (error) {
        damaged.push({ directory, reason: reasonOf(error) });
      }
    }
    const newestFirst = (one: Model, other: Model): number =>
      Number(other.bundled) - Number(one.bundled) || other.description.created.localeCompare(one.description.created);
    return { models: models.toSorted(newestFirst), damaged };
  }

  dispose(): void {
    this.changed.dispose();
    this.renaming.dispose();
  }

  /** Models that were in use and lie neither here nor in the extension: only the settings named them. */
  private get elsewhere(): string[] {
    return this.context.globalState.get<string[]>(elsewhereKey, []);
  }

  private async rememberElsewhere(directory: string): Promise<void> {
    if (directory === this.bundledDirectory || path.dirname(directory) === this.ownFolder) return;
    await this.context.globalState.update(elsewhereKey, [...new Set([...this.elsewhere, directory])]);
  }

  /** VS Code gives no value from a workspace that is not trusted. */
  private get setting(): string {
    return settingOf(modelPath).trim();
  }

  private async clearSetting(): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('showtell');
    const found = configuration.inspect<string>('modelPath');
    if (found?.workspaceValue) await configuration.update('modelPath', undefined, vscode.ConfigurationTarget.Workspace);
    if (found?.globalValue) await configuration.update('modelPath', undefined, vscode.ConfigurationTarget.Global);
  }
}
