import { readLine } from '../document/document';
import { imageKey } from '../images/fileName';
import { countWords } from '../text/words';
import { ChunkedList } from './chunkedList';
import type { Entry, ImageGroup, Line } from './entry';
import { EntryList, noChange, type IndexChange } from './entryList';
import type { ImageCounts } from './entryTally';
import type { FolderCounts } from './folderCounts';
import type { StateCounts } from './stateCounts';
import { replacedLines, type ReplacedLines, type TextChange } from './textChange';

export type { IndexChange } from './entryList';

/** The document, line by line. */
export interface TextLines {
  readonly lineCount: number;
  /** Without its line ending. */
  lineAt(line: number): string;
}

/**
 * What the editor lists: the folder's images, each with its rows (several captions of an image are several entries), rows
 * whose image is not there, then broken lines. It is filled bit by bit ({@link readNext}, {@link addImages}), and kept up
 * to date change by change: an edit reads only the lines that it touched.
 */
export class DatasetIndex {
  private readonly lines = new ChunkedList<Line>();
  private readonly list = new EntryList((line) => this.lines.indexOf(line));
  /** The first line that has not been read. */
  private unread = 0;

  /** Lists nothing yet. */
  constructor(private readonly text: TextLines) {
    this.startAnew();
  }

  /** In the order of paths. */
  get entries(): ChunkedList<Entry> {
    return this.list.entries;
  }

  get counts(): Readonly<StateCounts> {
    return this.list.counts;
  }

  get images(): Readonly<ImageCounts> {
    return this.list.images;
  }

  get folders(): Pick<FolderCounts, 'version' | 'list'> {
    return this.list.folders;
  }

  /** See {@link EntryList.short}. */
  get short(): EntryList['short'] {
    return this.list.short;
  }

  /** Whether every line of the document has been read. */
  get isRead(): boolean {
    return this.unread >= this.lines.length;
  }

  /** The entry of a key, see {@link Entry.key}. */
  find(key: string): Entry | undefined {
    return this.list.find(key);
  }

  /** See {@link EntryList.findAgain}. */
  findAgain(key: string): Entry | undefined {
    return this.list.findAgain(key);
  }

  /** The first entry of an image, by what {@link imageKey} gives. */
  firstOf(imageKey: string): Entry | undefined {
    return this.list.firstOf(imageKey);
  }

  /** The line of an entry, counted from 0; nothing for an image without a row. */
  lineNumber(entry: Entry): number | undefined {
    return entry.line && this.lines.indexOf(entry.line);
  }

  /** Reads so many of the lines that have not been read. */
  readNext(count: number): IndexChange {
    const change = noChange();
    for (const end = Math.min(this.lines.length, this.unread + count); this.unread < end; this.unread++) {
      const line = this.lines.at(this.unread);
      if (line) this.update(line, this.unread, change);
    }
    return this.settled(change);
  }

  /**
   * Takes images of the folder; quickest in the order of paths.
   * @param seen gets their keys
   */
  addImages(fileNames: readonly string[], seen: Set<string>): IndexChange {
    const change = noChange();
    for (const fileName of fileNames) seen.add(this.list.addImage(fileName, change));
    return change;
  }

  /** The folder has been listed: it has no images but these, by the keys that {@link addImages} gave. */
  keepImages(seen: ReadonlySet<string>): IndexChange {
    return this.changed((change) => this.list.keepImages(seen, change));
  }

  /** Notes whether a caption could be suggested for an image. */
  setFailed(group: ImageGroup, hasFailed: boolean): IndexChange {
    const change = noChange();
    this.list.setFailed(group, hasFailed, change);
    return change;
  }

  /** See {@link EntryList.setDraft}. */
  setDraft(entry: Entry, draft: string | undefined): IndexChange {
    return this.changed((change) => this.list.setDraft(entry, draft, change));
  }

  /** See {@link EntryList.addCaption}. */
  addCaption(group: ImageGroup): { entry: Entry; change: IndexChange } {
    const change = noChange();
    const entry = this.list.addCaption(group, change);
    return { entry, change: this.settled(change) };
  }

  /** See {@link EntryList.dropAdded}. */
  dropAdded(entry: Entry): IndexChange {
    return this.changed((change) => this.list.dropAdded(entry, change));
  }

  /** See {@link EntryList.swapLines}. */
  swapLines(one: Entry, other: Entry): IndexChange {
    return this.changed((change) => this.list.swapLines(one, other, change));
  }

  /** See {@link EntryList.expectRow}. */
  expectRow(entry: Entry | undefined): void {
    this.list.expectRow(entry);
  }

  /**
   * Follows the document, which has changed already.
   * @param changes in the order in which they apply, each to what the one before left
   */
  apply(changes: readonly TextChange[]): IndexChange {
    const change = noChange();
    const toRead = new Set<Line>();
    for (const replaced of changes.map(replacedLines)) {
      this.replace(replaced, toRead, change);
      this.moveUnread(replaced);
    }
    if (this.lines.length !== this.text.lineCount) return this.readAgain(change);
    for (const line of toRead) this.update(line, this.lines.indexOf(line), change);
    for (const entry of change.added) change.changed.delete(entry);
    return this.settled(change);
  }

  /** What the list tells of a change of it. */
  private changed(changeIt: (change: IndexChange) => void): IndexChange {
    const change = noChange();
    changeIt(change);
    return this.settled(change);
  }

  private settled(change: IndexChange): IndexChange {
    this.list.noteTurned(change);
    return change;
  }

  /** The document has become another, and nobody has told what changed. */
  readAnew(): IndexChange {
    return this.readAgain(noChange());
  }

  private replace({ first, removed, added }: ReplacedLines, toRead: Set<Line>, change: IndexChange): void {
    for (let at = 0; at < Math.min(removed, added); at++) {
      const line = this.lines.at(first + at);
      if (line) toRead.add(line);
    }
    for (let at = added; at < removed; at++) {
      const line = this.lines.at(first + added);
      if (!line) continue;
      this.list.detach(line, change);
      this.lines.remove(line);
      toRead.delete(line);
    }
    for (let at = removed; at < added; at++) {
      const line: Line = {};
      this.lines.insert(first + at, line);
      toRead.add(line);
    }
  }

  /** What a change put there is read with the change. */
  private moveUnread({ first, removed, added }: ReplacedLines): void {
    if (first + removed <= this.unread) this.unread += added - removed;
    else if (first < this.unread) this.unread = first + added;
  }

  /** The lines do not fit the document: all are read anew. */
  private readAgain(change: IndexChange): IndexChange {
    for (const line of this.lines) this.list.detach(line, change);
    this.startAnew();
    const { added } = this.readNext(this.lines.length);
    for (const entry of added) change.added.add(entry);
    return change;
  }

  private startAnew(): void {
    this.lines.reset(Array.from({ length: this.text.lineCount }, (): Line => ({})));
    this.unread = 0;
  }

  private update(line: Line, number: number, change: IndexChange): void {
    const text = this.text.lineAt(number);
    const read = readLineOf(text);
    const { row, problem } = read;
    const { entry } = line;
    const sameGroup = entry?.group && row && imageKey(row.fileName) === entry.group.key;
    const stillBroken = entry && !entry.group && problem !== undefined;
    if (entry && (sameGroup || stillBroken)) {
      this.list.recount([entry], () => Object.assign(line, read), change);
      return;
    }
    this.list.detach(line, change);
    Object.assign(line, read);
    this.list.attach(line, change);
  }
}

/** Reads one line of a dataset. */
function readLineOf(text: string): Pick<Line, 'row' | 'words' | 'problem' | 'isStructured' | 'others'> {
  const { row, problem, isStructured, captions = [] } = readLine(text, 0, 0, text.length);
  const others = [...new Set(captions)].filter((caption) => caption !== row?.text && caption.trim() !== '');
  return {
    row,
    words: row && countWords(row.text),
    problem,
    isStructured,
    others: others.length > 0 ? others : undefined,
  };
}
