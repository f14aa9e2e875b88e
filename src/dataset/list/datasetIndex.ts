import { imageKey } from '../fileName';
import { compareFileNames } from '../naturalOrder';
import { ChunkedList } from './chunkedList';
import { Entry, type ImageGroup, type Line } from './entry';
import { listEntries, readLineOf } from './listEntries';
import { emptyCounts, type StateCounts } from './stateCounts';
import { replacedLines, type TextChange } from './textChange';

/** The document, line by line. */
export interface TextLines {
  readonly lineCount: number;
  /** Without its line ending. */
  lineAt(line: number): string;
}

/** What an edit did to the entries. */
export interface IndexChange {
  added: Set<Entry>;
  removed: Set<Entry>;
  changed: Set<Entry>;
}

/** Beyond this many lines at once, reading everything again is quicker. */
const mostLinesOneByOne = 2_000;

/**
 * What the editor lists, in the order of paths: the folder's images, each with its rows (several captions of an image
 * are several entries), rows whose image is not there, then broken lines in their order. Kept up to date change by
 * change: an edit reads only the lines that it touched.
 */
export class DatasetIndex {
  /** In the order of paths. */
  readonly entries = new ChunkedList<Entry>();
  private readonly lines = new ChunkedList<Line>();
  private groups = new Map<string, ImageGroup>();
  private broken = 0;
  private tally = emptyCounts();

  private fileNames: readonly string[] = [];

  /** Lists nothing before {@link setImages}. */
  constructor(private readonly text: TextLines) {}

  get counts(): Readonly<StateCounts> {
    return this.tally;
  }

  /** The entry of a key, see {@link Entry.key}. */
  find(key: string): Entry | undefined {
    const space = key.lastIndexOf(' ');
    const entry = this.groups.get(key.slice(0, space))?.entries.at(Number(key.slice(space + 1)));
    if (entry || !key.startsWith('line ')) return entry;
    return [...this.entries].find((candidate) => candidate.key === key);
  }

  /** The line of an entry, counted from 0; nothing for an image without a row. */
  lineNumber(entry: Entry): number | undefined {
    return entry.line && this.lines.indexOf(entry.line);
  }

  /**
   * Takes the images of the folder, in the order of paths.
   * @returns whether entries came, went or moved
   */
  setImages(fileNames: readonly string[]): boolean {
    const isFirst = this.lines.length !== this.text.lineCount;
    const same =
      fileNames.length === this.fileNames.length && fileNames.every((name, at) => name === this.fileNames[at]);
    if (same && !isFirst) return false;
    this.reload(fileNames, isFirst);
    return true;
  }

  /**
   * Follows the document, which has changed already.
   * @param changes in the order in which they apply, each to what the one before left
   * @returns what became of the entries; undefined if everything was read again
   */
  apply(changes: readonly TextChange[]): IndexChange | undefined {
    const replacements = changes.map(replacedLines);
    const touched = replacements.reduce((sum, { removed, added }) => sum + removed + added, 0);
    if (touched > mostLinesOneByOne) return this.readAgain();
    const change: IndexChange = { added: new Set(), removed: new Set(), changed: new Set() };
    const toRead = new Set<Line>();
    for (const { first, removed, added } of replacements) {
      for (let at = 0; at < Math.min(removed, added); at++) {
        const line = this.lines.at(first + at);
        if (line) toRead.add(line);
      }
      for (let at = added; at < removed; at++) {
        const line = this.lines.at(first + added);
        if (!line) continue;
        this.detach(line, change);
        this.lines.remove(line);
        toRead.delete(line);
      }
      for (let at = removed; at < added; at++) {
        const line: Line = {};
        this.lines.insert(first + at, line);
        toRead.add(line);
      }
    }
    if (this.lines.length !== this.text.lineCount) return this.readAgain();
    for (const line of toRead) this.update(line, change);
    for (const entry of change.added) change.changed.delete(entry);
    return change;
  }

  private readAgain(): undefined {
    this.reload(this.fileNames, true);
  }

  private reload(fileNames: readonly string[], linesChanged: boolean): void {
    const { text } = this;
    const lines = linesChanged
      ? Array.from({ length: text.lineCount }, (_, line) => readLineOf(text.lineAt(line)))
      : [...this.lines];
    const { groups, entries, broken } = listEntries(lines, fileNames);
    this.fileNames = fileNames;
    this.groups = groups;
    this.lines.reset(lines);
    this.entries.reset(entries);
    this.broken = broken;
    this.tally = emptyCounts();
    for (const entry of entries) this.count(entry, 1);
  }

  private update(line: Line, change: IndexChange): void {
    const fresh = readLineOf(this.text.lineAt(this.lines.indexOf(line)));
    const { entry } = line;
    const sameGroup = entry?.group && fresh.row && imageKey(fresh.row.fileName) === entry.group.key;
    const stillBroken = entry && !entry.group && fresh.problem !== undefined;
    if (!sameGroup && !stillBroken) this.detach(line, change);
    else this.count(entry, -1);
    line.row = fresh.row;
    line.problem = fresh.problem;
    if (line.entry) {
      this.count(line.entry, 1);
      change.changed.add(line.entry);
    } else {
      this.attach(line, change);
    }
  }

  private attach(line: Line, change: IndexChange): void {
    if (!line.row) {
      if (line.problem !== undefined) this.add(new Entry(undefined, line), this.brokenPlace(line), change);
      return;
    }
    const key = imageKey(line.row.fileName);
    let group = this.groups.get(key);
    if (!group) {
      group = { key, fileName: line.row.fileName, isThere: false, entries: [] };
      this.groups.set(key, group);
    }
    const [only] = group.entries;
    if (only && !only.line) {
      this.count(only, -1);
      only.line = line;
      line.entry = only;
      this.count(only, 1);
      change.changed.add(only);
      return;
    }
    const number = this.lines.indexOf(line);
    const later = group.entries.findIndex((entry) => (this.lineNumber(entry) ?? 0) > number);
    const ordinal = later < 0 ? group.entries.length : later;
    const before = group.entries.at(0);
    const place = before ? this.entries.indexOf(before) + ordinal : this.groupPlace(group);
    const entry = new Entry(group, line);
    group.entries.splice(ordinal, 0, entry);
    this.add(entry, place, change);
  }

  private add(entry: Entry, place: number, change: IndexChange): void {
    if (entry.line) entry.line.entry = entry;
    if (!entry.group) this.broken++;
    this.entries.insert(place, entry);
    this.count(entry, 1);
    change.added.add(entry);
  }

  private detach(line: Line, change: IndexChange): void {
    const { entry } = line;
    if (!entry) return;
    line.entry = undefined;
    this.count(entry, -1);
    const { group } = entry;
    if (group?.isThere && group.entries.length === 1) {
      entry.line = undefined;
      this.count(entry, 1);
      change.changed.add(entry);
      return;
    }
    if (group) {
      group.entries.splice(group.entries.indexOf(entry), 1);
      if (group.entries.length === 0) this.groups.delete(group.key);
    } else {
      this.broken--;
    }
    this.entries.remove(entry);
    change.changed.delete(entry);
    if (!change.added.delete(entry)) change.removed.add(entry);
  }

  private groupPlace({ fileName }: ImageGroup): number {
    return this.search(0, this.entries.length - this.broken, (entry) => compareFileNames(entry.fileName, fileName) > 0);
  }

  private brokenPlace(line: Line): number {
    const number = this.lines.indexOf(line);
    const isLater = (entry: Entry): boolean => (this.lineNumber(entry) ?? 0) > number;
    return this.search(this.entries.length - this.broken, this.entries.length, isLater);
  }

  /** The first place from `low` to `high` whose entry comes later. */
  private search(low: number, high: number, isLater: (entry: Entry) => boolean): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.entries.at(middle);
      if (entry && isLater(entry)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private count(entry: Entry, by: 1 | -1): void {
    this.tally[entry.state] += by;
    if (entry.hasProblem) this.tally.problem += by;
  }
}
