import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { TokenCounter } from '../../captioner/tokens/tokenCounter';
import { explainFileError } from '../../dataset/files/fileError';
import { inSlices } from '../../dataset/collections/inSlices';
import { readWholeFile } from '../../dataset/files/wholeFile';
import { Disposables } from '../base/disposables';

/** The largest ones have a quarter of a million tokens, and 33 MB. */
const mostBytes = 128 * 2 ** 20;
/** How long texts are counted before others have their turn, in milliseconds: one takes a tenth of a millisecond or more. */
const slice = 15;
const settingsSchema = z.object({ limit: z.int().check(z.positive()), tokenizer: z.string() });

/** How many tokens a caption of a dataset may have, by the tokenizer that the settings name; without one, none are counted. */
export class TokenLimit implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<void>());
  /** Fires when another limit, or another tokenizer, is there. */
  readonly onDidChange = this.changed.event;
  private counter: TokenCounter | undefined;
  private loading: Promise<void> | undefined;
  /** What became of the tokenizer; nothing where it is there, or none is named. */
  problem: string | undefined;

  constructor(private readonly document: vscode.Uri) {
    const changes = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('showtell.tokens', document)) return;
      this.loading = undefined;
      void this.ready().then(() => this.changed.fire());
    });
    this.disposables.add(changes);
  }

  /** Settles when tokens can be counted, or it is known why not. The tokenizer is read when this is first asked for. */
  ready(): Promise<void> {
    return (this.loading ??= this.load());
  }

  /** Nothing where no tokens are counted. */
  get limit(): number | undefined {
    return this.counter && this.settings.limit;
  }

  /** The tokens of a text, with those that the tokenizer adds; nothing where none are counted. */
  count(text: string): number | undefined {
    return this.counter?.count(text);
  }

  /**
   * Counts texts before they are asked for, in pieces, so that the editor goes on meanwhile.
   * @returns false if it is not wanted any more
   */
  async countAhead(texts: Iterable<string>, isWanted: () => boolean): Promise<boolean> {
    await this.ready();
    const { counter } = this;
    if (!counter) return isWanted();
    return inSlices(texts, slice, (text) => counter.count(text), isWanted);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async load(): Promise<void> {
    const { file } = this;
    this.counter = undefined;
    this.problem = undefined;
    if (file === undefined) return;
    try {
      const counter = TokenCounter.open((await readWholeFile(file, mostBytes)).toString());
      if (file === this.file) this.counter = counter;
    } catch (error) {
      this.problem = vscode.l10n.t(
        'The tokens are not counted, as {0} cannot be used: {1} Correct “showtell.tokens.tokenizer” in the settings.',
        ...[file, sentence(explainFileError(error))],
      );
    }
  }

  /** Beside the folder of the workspace where its path is none from the root. */
  private get file(): string | undefined {
    const named = this.settings.tokenizer.trim();
    if (named === '') return undefined;
    const folder = vscode.workspace.getWorkspaceFolder(this.document)?.uri.fsPath ?? path.dirname(this.document.fsPath);
    return path.resolve(folder, named);
  }

  /** What VS Code marks as wrong in the settings is as if it was not there. */
  private get settings(): z.infer<typeof settingsSchema> {
    const { limit, tokenizer } = vscode.workspace.getConfiguration('showtell.tokens', this.document);
    const read = settingsSchema.safeParse({ limit: limit as unknown, tokenizer: tokenizer as unknown });
    return read.success ? read.data : { limit: 77, tokenizer: '' };
  }
}

function sentence(reason: string): string {
  return /[.!?]$/u.test(reason) ? reason : `${reason}.`;
}
