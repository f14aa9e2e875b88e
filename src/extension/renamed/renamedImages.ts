import type * as vscode from 'vscode';
import { lengthIn } from '../../dataset/files/fingerprint';
import { matchRenamed, type FreeImage, type Move, type Renames } from '../../dataset/images/renamedImages';
import { imageKey } from '../../dataset/images/fileName';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import { Disposables } from '../base/disposables';
import { Soon } from '../base/soon';
import type { EntryChange } from '../document/captionDocument';
import type { SessionContext } from '../session/sessionContext';
import { Fingerprints } from './fingerprints';
import { ImageRoles } from './imageRoles';
import type { RenamedToWebview, RenamedView } from './renamedMessages';
import { SeenMoves } from './seenMoves';

/** What it needs of an editor. */
export type RenamedContext = Pick<
  SessionContext<RenamedToWebview>,
  'captions' | 'edits' | 'listed' | 'onDidChangeEntries' | 'post' | 'storage'
> & {
  drafts: Pick<SessionContext['drafts'], 'of' | 'follow' | 'addCaption'>;
  suggestions: Pick<SessionContext['suggestions'], 'get' | 'onDidChange' | 'onDidReplaceImage'>;
};

/** So many names of what is unclear are shown. */
const mostNames = 3;

/**
 * Notices where an image that has captions vanished and came again under another name, says so in place, and moves all
 * such captions along when asked to.
 */
export class RenamedImages implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly fingerprints: Fingerprints;
  private readonly seen: SeenMoves;
  private readonly lookSoon = this.disposables.add(new Soon(() => void this.look()));
  /** Nothing before the page can show anything. */
  private roles: ImageRoles | undefined;
  private renames: Renames = { moves: [], unclear: [] };
  /** What the page was told last, and what the person has closed, as JSON. */
  private told = '';
  private closed: string | undefined;
  /** The latest look counts. */
  private looks = 0;

  constructor(private readonly context: RenamedContext) {
    const { captions, suggestions, onDidChangeEntries, storage } = context;
    this.fingerprints = this.disposables.add(new Fingerprints(captions, storage));
    this.seen = this.disposables.add(new SeenMoves(captions.folder));
    this.disposables.add(onDidChangeEntries((change) => this.follow(change)));
    this.disposables.add(captions.gate.onDidChange(() => this.tell()));
    this.disposables.add(suggestions.onDidReplaceImage((imagePath) => this.read(imagePath, true)));
    this.disposables.add(
      suggestions.onDidChange((imagePath) => {
        // The engine has just read all of it.
        if (suggestions.get(imagePath)) this.read(imagePath, false);
      }),
    );
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** The page has begun. @returns once it is told, and the bytes of all captioned images are known */
  async begin(): Promise<void> {
    await Promise.all([this.context.listed(), this.fingerprints.opened]);
    const roles = (this.roles = new ImageRoles(this.context.captions.index.entries));
    this.told = '';
    await this.look();
    const captioned = [...this.context.captions.index.entries].filter(({ line, group }) => line && group?.isThere);
    await this.fingerprints.takeMissing(captioned.flatMap(({ group }) => group ?? []));
    if (roles.vanished.size > 0) await this.look();
  }

  /**
   * Gives the captions of renamed images to what these are called now, as one undo step. Only the names in the rows change;
   * what a batch suggested for the new names goes. What is begun of them goes along.
   * @returns of how many images
   * @throws EditRefusedError, or NotEditableError
   */
  async moveAlong(): Promise<number> {
    const { edits, captions, drafts, listed } = this.context;
    await listed();
    await this.look();
    let count = 0;
    await edits.add(async () => {
      const moves = this.renames.moves.filter((move) => this.isOpen(move));
      count = moves.length;
      const entriesOf = (fileName: string) => captions.index.firstOf(imageKey(fileName))?.group?.entries ?? [];
      const rowsOf = (fileName: string) => entriesOf(fileName).filter(({ line }) => line);
      const changes = moves.flatMap(({ from, to }) =>
        rowsOf(from).map((entry): EntryChange => ({ entry, row: { fileName: to } })),
      );
      const begun = moves.map(({ from }) => entriesOf(from).map(({ key }) => drafts.of(key)));
      await captions.changeAll(
        changes,
        moves.flatMap(({ to }) => rowsOf(to)),
      );
      for (const [move, { to }] of moves.entries()) {
        const entries = entriesOf(to);
        const { group } = entries[0];
        for (const [at, draft] of begun[move].entries())
          if (draft && group) drafts.follow(draft, entries.at(at) ?? drafts.addCaption(group));
      }
    });
    return count;
  }

  /** The person has seen what is shown. */
  close(): void {
    this.closed = JSON.stringify(this.renames);
    this.tell();
  }

  private follow(change: IndexChange): void {
    if (!this.roles?.follow(change)) return;
    const captioned = [...change.added, ...change.changed].filter(({ line, group }) => line && group?.isThere);
    void this.fingerprints.takeMissing(captioned.flatMap(({ group }) => group ?? []));
    this.lookSoon.ask();
  }

  /** @param isOther whether there is another image at this path now */
  private read(imagePath: string, isOther: boolean): void {
    const group = this.context.captions.entryAt(imagePath)?.group;
    if (!group || !this.roles) return;
    if (!this.roles.free.has(group)) void this.fingerprints.take(group);
    else if (isOther) this.lookSoon.ask();
  }

  /** Looks for vanished images among those that came. */
  private async look(): Promise<void> {
    if (!this.roles) return;
    const number = ++this.looks;
    // While a folder is looked through again, what came is listed before what went.
    await this.context.listed();
    const vanished = [...this.roles.vanished].map((group) => ({
      fileName: group.fileName,
      fingerprint: this.fingerprints.get(group),
      movedTo: this.seen.movedTo(group.fileName),
    }));
    const free = vanished.length === 0 ? [] : await this.freeImages(vanished.map(({ fingerprint }) => fingerprint));
    if (number !== this.looks) return;
    this.renames = matchRenamed(vanished, free);
    this.tell();
  }

  private async freeImages(wanted: readonly (string | undefined)[]): Promise<FreeImage[]> {
    const lengths = new Set(wanted.flatMap((fingerprint) => (fingerprint === undefined ? [] : lengthIn(fingerprint))));
    const { captions } = this.context;
    const found: FreeImage[] = [];
    for (const group of this.roles?.free ?? []) {
      if (!group.entries.every((entry) => captions.isOwn(entry))) continue;
      const fingerprint = lengths.size === 0 ? undefined : await this.fingerprints.amongLengths(lengths, group);
      found.push({ fileName: group.fileName, fingerprint });
    }
    return found;
  }

  /** Whether nothing has happened to either name since it was looked at. */
  private isOpen({ from, to }: Move): boolean {
    const { index } = this.context.captions;
    const [old, now] = [from, to].map((fileName) => index.firstOf(imageKey(fileName))?.group);
    return old !== undefined && now !== undefined && !!this.roles?.vanished.has(old) && this.roles.free.has(now);
  }

  private tell(): void {
    const { captions, post } = this.context;
    const isQuiet = captions.gate.refusal !== undefined || JSON.stringify(this.renames) === this.closed;
    const renamed = isQuiet ? undefined : viewOf(this.renames);
    const text = JSON.stringify(renamed ?? '');
    if (!this.roles || text === this.told || (this.told === '' && renamed === undefined)) return;
    this.told = text;
    post({ type: 'renamed', renamed });
  }
}

function viewOf({ moves, unclear }: Renames): RenamedView | undefined {
  if (moves.length + unclear.length === 0) return undefined;
  const unclearNames = unclear.slice(0, mostNames).map(({ from }) => from);
  return { moves: moves.length, example: moves.at(0), unclear: unclear.length, unclearNames };
}
