import * as vscode from 'vscode';
import { excludedByRules } from '../../dataset/images/exclusion';
import type { FolderProblem } from '../../dataset/images/folder';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import { fillIndex } from '../../dataset/list/fillIndex';
import { logError, tellError } from '../base/tellError';
import type { CaptionDocument } from './captionDocument';
import { changesExcludedFiles, excludedFiles } from './excludedFiles';

/** Lists a dataset while its editor is open already, and again when the folder changes. */
export class DatasetLoading implements vscode.Disposable {
  private readonly ending = new AbortController();
  private readonly settings: vscode.Disposable;
  private running: Promise<void> | undefined;
  private again = false;
  private isDone = false;
  private found: readonly FolderProblem[] = [];
  private readonly shown: Promise<void>;
  private tellShown: () => void = () => undefined;

  /**
   * @param follow gets each change of the index
   * @param loaded is called once all is listed
   */
  constructor(
    private readonly captions: CaptionDocument,
    private readonly follow: (change: IndexChange) => void,
    private readonly loaded: () => void,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.settings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (changesExcludedFiles(change, captions.folder)) this.refresh();
    });
    this.shown = new Promise((resolve) => (this.tellShown = resolve));
    this.refresh();
  }

  /** Whether everything is listed. */
  get isComplete(): boolean {
    return this.isDone;
  }

  /** What could not be read in the folder when it was listed last. */
  get problems(): readonly FolderProblem[] {
    return this.found;
  }

  /** Waits until there is something to show, or it is certain that there is nothing. */
  firstEntries(): Promise<void> {
    return this.shown;
  }

  /** Waits until everything is listed. */
  async complete(): Promise<void> {
    await this.running;
  }

  /** Lists what came to the folder and went. */
  refresh(): void {
    this.again = true;
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  dispose(): void {
    this.settings.dispose();
    this.ending.abort();
  }

  private async run(): Promise<void> {
    while (this.again && !this.ending.signal.aborted) {
      this.again = false;
      try {
        await this.fill();
      } catch (error) {
        if (!this.ending.signal.aborted) this.tellProblem(error);
      }
      this.isDone = true;
      this.tellShown();
      if (!this.ending.signal.aborted) this.loaded();
    }
  }

  private async fill(): Promise<void> {
    const { index, folder } = this.captions;
    const follow = (change: IndexChange): void => {
      this.follow(change);
      if (index.entries.length > 0) this.tellShown();
    };
    const excluded = excludedByRules(folder, excludedFiles(folder));
    const found = await fillIndex(index, folder, follow, this.ending.signal, excluded);
    const known = new Set(this.found.map(lineOf));
    for (const line of found.map(lineOf)) if (!known.has(line)) this.log.warn(line);
    this.found = found;
  }

  private tellProblem(error: unknown): void {
    // A folder that is gone for a moment is no news while its images are shown.
    if (this.isDone) logError(error, this.log);
    else tellError(error, this.log);
  }
}

function lineOf({ path, reason }: FolderProblem): string {
  return `${path}: ${reason}`;
}
