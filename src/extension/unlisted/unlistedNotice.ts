import { createHash } from 'node:crypto';
import type * as vscode from 'vscode';
import { imageKey } from '../../dataset/images/fileName';
import type { FolderProblem } from '../../dataset/images/folder';
import type { SessionContext } from '../session/sessionContext';
import type { UnlistedToWebview } from './unlistedMessages';

/** What it needs of an editor. */
export type UnlistedContext = Pick<
  SessionContext<UnlistedToWebview>,
  'captions' | 'listed' | 'unlisted' | 'onDidChangeState' | 'kept' | 'post'
>;

/**
 * Says in place that the folder holds images, folders or links that the list does not show, and why: somebody with pictures of a phone
 * would look for them. It stays until the person closes it, and comes again where others are there.
 */
export class UnlistedNotice implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private readonly name: string;
  private isReady = false;
  /** What the page was told last, as JSON. */
  private told = '';
  /** What the latest listing could not take, without what rows name: those stand in the list. */
  private problems: readonly FolderProblem[] = [];
  private looked: readonly FolderProblem[] | undefined;

  constructor(private readonly context: UnlistedContext) {
    this.name = `unlisted ${context.captions.document.uri.toString()}`;
    this.subscription = context.onDidChangeState(() => this.follow());
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** The page has begun: it has been told nothing. */
  async begin(): Promise<void> {
    await this.context.listed();
    this.isReady = true;
    this.told = '';
    this.looked = undefined;
    this.follow();
  }

  /** The person has seen what is shown. */
  close(): void {
    void this.context.kept.update(this.name, hashOf(this.problems));
    this.tell([]);
  }

  private follow(): void {
    const { captions, unlisted, kept } = this.context;
    if (!this.isReady || unlisted() === this.looked) return;
    this.looked = unlisted();
    this.problems = this.looked.filter(({ path }) => captions.index.firstOf(imageKey(path)) === undefined);
    this.tell(kept.get(this.name) === hashOf(this.problems) ? [] : this.problems);
  }

  private tell(problems: readonly FolderProblem[]): void {
    const example = problems.at(0);
    const unlisted = example && { count: problems.length, example };
    const text = JSON.stringify(unlisted ?? '');
    if (text === this.told || (this.told === '' && !unlisted)) return;
    this.told = text;
    this.context.post({ type: 'unlisted', unlisted });
  }
}

/** The names, however many they are, in one that is short enough to be kept. */
function hashOf(problems: readonly FolderProblem[]): string {
  const names = problems.map(({ path }) => path).sort();
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}
