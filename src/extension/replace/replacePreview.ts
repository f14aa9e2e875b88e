import type { Entry } from '../../dataset/list/entry';
import { captionOf } from '../../dataset/rows/row';
import { marksAt, type FlatFindings } from '../../dataset/replace/findings';
import { applyMarks, type ReplaceRule } from '../../dataset/replace/rule';
import type { EntryChange } from '../document/captionDocument';
import { replaceText } from '../document/rowChanges';
import type { FindInThread } from '../../dataset/replace/findInThread';
import type { SessionContext } from '../session/sessionContext';
import { diffPieces } from './diffPieces';
import type { Replacement } from './replacementLog';
import type { PreviewRow, ReplaceSummary } from './replaceMessages';

/** With more different changes than these, groups help nobody. */
const mostGroups = 100;

/** One caption that changes; `at` is its place in the findings. */
interface Change {
  key: string;
  before: string;
  at: number;
  /** It stays as it is. */
  isLeftOut: boolean;
}

/** What became of a preview. */
export interface ReplaceOutcome {
  /** Nothing if no caption changed. */
  replacement: Replacement | undefined;
  /** How many captions stayed as they are, as somebody had changed them since they were shown. */
  outdated: number;
}

/** A line of the preview: what a group of changes has in common, or one of them. */
type Line = { group: { removed: string; inserted: string; count: number } } | { change: Change };

/** What a rule would do with the captions that are shown: looked at before it is done. */
export class ReplacePreview {
  private findings: FlatFindings | undefined;
  private changes: Change[] = [];
  private lines: Line[] = [];
  private rule: ReplaceRule | undefined;

  constructor(
    private readonly context: Pick<SessionContext, 'captions' | 'entries' | 'edits'>,
    private readonly finder: FindInThread,
  ) {}

  /**
   * Finds what a rule changes.
   * @returns nothing if another search ended this one
   * @throws SearchError as {@link FindInThread.find} does
   */
  async search(rule: ReplaceRule): Promise<ReplaceSummary | undefined> {
    const captions: { key: string; text: string }[] = [];
    let inLists = 0;
    for (const entry of this.context.entries.all) {
      const text = captionOf(entry.row);
      if (!entry.group || text.trim() === '') continue;
      captions.push({ key: entry.key, text });
      inLists += entry.others.length;
    }
    const findings = await this.finder.find(
      captions.map(({ text }) => text),
      rule,
    );
    if (!findings) return undefined;
    this.findings = findings;
    this.rule = rule;
    this.changes = [];
    let emptied = 0;
    findings.captions.forEach((caption, at) => {
      const { key, text: before } = captions[caption];
      const change = { key, before, at, isLeftOut: false };
      if (this.after(change).trim() === '') emptied++;
      else this.changes.push(change);
    });
    this.lines = this.grouped();
    return { lookedAt: captions.length, changes: this.changes.length, lines: this.lines.length, emptied, inLists };
  }

  /** What stands in these lines of the preview. */
  rows(first: number, count: number): PreviewRow[] {
    return this.lines.slice(first, first + count).map((line): PreviewRow => {
      if ('group' in line) return { kind: 'group', ...line.group };
      const entry = this.context.captions.index.find(line.change.key);
      const fileName = entry?.fileName ?? '';
      const imageUri = entry && this.context.entries.items.imageUri(entry);
      const { before, isLeftOut } = line.change;
      return { kind: 'change', fileName, imageUri, pieces: diffPieces(before, this.marks(line.change)), isLeftOut };
    });
  }

  /** Leaves a caption out, or takes it in again. @returns how many captions change then */
  leaveOut(line: number, isLeftOut: boolean): number {
    const found = this.lines.at(line);
    if (found && 'change' in found) found.change.isLeftOut = isLeftOut;
    return this.changes.filter((change) => !change.isLeftOut).length;
  }

  /**
   * Does what the preview shows, as one undo step. A caption that somebody changed since stays as it is.
   * @throws EditRefusedError
   */
  async apply(): Promise<ReplaceOutcome> {
    const { captions, edits } = this.context;
    const { rule } = this;
    let lines: Replacement['lines'] = [];
    const wanted = this.changes.filter(({ isLeftOut }) => !isLeftOut);
    await edits.add(async () => {
      const now = new Date();
      const changes = wanted.flatMap((change): EntryChange[] => {
        const entry: Entry | undefined = captions.index.find(change.key);
        if (!entry?.row || captionOf(entry.row) !== change.before) return [];
        return [{ entry, row: replaceText(entry.row, this.after(change), now) }];
      });
      const before = changes.map(({ entry }) => captions.lineOf(entry) ?? '');
      await captions.changeAll(changes);
      lines = changes.map(({ entry }, at): [string, string] => [before[at], captions.lineOf(entry) ?? '']);
    });
    const replacement = rule && lines.length > 0 ? { at: new Date().toISOString(), rule, lines } : undefined;
    return { replacement, outdated: wanted.length - lines.length };
  }

  private marks({ at }: Change) {
    return this.findings ? marksAt(this.findings, at) : [];
  }

  private after(change: Change): string {
    return applyMarks(change.before, this.marks(change));
  }

  /** The same change of many captions stands together, the most frequent first. */
  private grouped(): Line[] {
    const groups = new Map<string, { removed: string; inserted: string; changes: Change[] }>();
    for (const change of this.changes) {
      const [{ start, end, inserted }] = this.marks(change);
      const removed = change.before.slice(start, end);
      const key = JSON.stringify([removed, inserted]);
      const group = groups.get(key) ?? { removed, inserted, changes: [] };
      group.changes.push(change);
      groups.set(key, group);
    }
    const all = this.changes.map((change) => ({ change }));
    if (groups.size < 2 || groups.size > mostGroups) return all;
    return [...groups.values()]
      .sort((one, other) => other.changes.length - one.changes.length)
      .flatMap(({ removed, inserted, changes }): Line[] => [
        { group: { removed, inserted, count: changes.length } },
        ...changes.map((change) => ({ change })),
      ]);
  }
}
