import { imageKey } from '../images/fileName';
import { ChunkedList } from './chunkedList';
import { emptyGroup, Entry, type ImageGroup, type Line } from './entry';
import { EntryTally, type ImageCounts } from './entryTally';
import { EntryPlaces } from './entryPlaces';
import { FolderCounts } from './folderCounts';
import type { ShortCaptions } from './shortCaptions';
import type { StateCounts } from './stateCounts';

/** What became of the entries. */
export interface IndexChange {
  added: Set<Entry>;
  removed: Set<Entry>;
  changed: Set<Entry>;
}

export function noChange(): IndexChange {
  return { added: new Set(), removed: new Set(), changed: new Set() };
}

/**
 * The entries of a dataset in the order of paths: each image with its rows, then broken lines in their order. Rows and
 * images come one by one; those that come in the order of paths find their place at once.
 */
export class EntryList {
  readonly entries = new ChunkedList<Entry>();
  private readonly groups = new Map<string, ImageGroup>();
  private readonly tally = new EntryTally();
  readonly folders = new FolderCounts();
  /** Whether the folder's images are all known, so that any other is missing. */
  private isListed = false;
  private readonly places: EntryPlaces;
  /** What is about to get a row. */
  private expected: Entry | undefined;

  /** @param numberOf the number of a line in the document */
  constructor(private readonly numberOf: (line: Line) => number) {
    this.places = new EntryPlaces(this.entries, numberOf);
  }

  get counts(): Readonly<StateCounts> {
    return this.tally.states;
  }

  get images(): Readonly<ImageCounts> {
    return this.tally.images;
  }

  /** See {@link ShortCaptions}. */
  get short(): Pick<ShortCaptions, 'has' | 'limit'> {
    return this.tally.short;
  }

  /** Takes among what changed the entries that are too short beside the others by now, or are no more. */
  noteTurned(change: IndexChange): void {
    for (const entry of this.tally.short.turned(this.entries)) if (!change.added.has(entry)) change.changed.add(entry);
  }

  /** The entry of a key, see {@link Entry.key}. */
  find(key: string): Entry | undefined {
    const entry = this.groupOf(key)?.entries.find((candidate) => candidate.key === key);
    if (entry || !key.startsWith('line ')) return entry;
    return [...this.entries].find((candidate) => candidate.key === key);
  }

  /** The entry of a key from an earlier time; if there is none now, the first of its image. */
  findAgain(key: string): Entry | undefined {
    return this.find(key) ?? this.groupOf(key)?.entries.at(0);
  }

  /** The first entry of an image. */
  firstOf(imageKey: string): Entry | undefined {
    return this.groups.get(imageKey)?.entries.at(0);
  }

  /**
   * Takes an image of the folder.
   * @returns its key
   */
  addImage(fileName: string, change: IndexChange): string {
    const key = imageKey(fileName);
    const group = this.groups.get(key);
    if (group) {
      this.setThere(group, true, change);
      this.places.latest = group.entries.at(-1);
      return key;
    }
    const fresh = emptyGroup(key, fileName, true);
    this.groups.set(key, fresh);
    const place = this.places.ofImage(fileName);
    const entry = new Entry(fresh, undefined);
    fresh.entries.push(entry);
    this.add(entry, place, change);
    return key;
  }

  /** The folder has been listed: an image that is not among these keys is not there. */
  keepImages(keys: ReadonlySet<string>, change: IndexChange): void {
    this.isListed = true;
    for (const group of [...this.groups.values()]) {
      if (keys.has(group.key)) continue;
      if (group.entries.some(({ line }) => line)) {
        this.setThere(group, false, change);
        continue;
      }
      this.groups.delete(group.key);
      for (const entry of group.entries) this.takeOut(entry, change);
    }
  }

  /** Lists one more caption of an image, behind the others: it has no row until somebody decides on it. */
  addCaption(group: ImageGroup, change: IndexChange): Entry {
    const place = this.entries.indexOf(group.entries[group.entries.length - 1]) + 1;
    const entry = new Entry(group, undefined, true);
    group.entries.push(entry);
    this.add(entry, place, change);
    return entry;
  }

  /** Lists an added caption no longer; one that has a row, or is the only one of its image, stays. */
  dropAdded(entry: Entry, change: IndexChange): void {
    const { group, line, isAdded } = entry;
    if (!isAdded || line || !group || group.entries.length === 1 || !group.entries.includes(entry)) return;
    group.entries.splice(group.entries.indexOf(entry), 1);
    this.takeOut(entry, change);
  }

  /** An added caption changes places with another of its image: the entries stay, and have each other's line. */
  swapLines(one: Entry, other: Entry, change: IndexChange): void {
    const [{ line, isAdded }, ofOther] = [one, { line: other.line, isAdded: other.isAdded }];
    this.recount([one, other], () => Object.assign(other, { line, isAdded }) && Object.assign(one, ofOther), change);
    for (const entry of [one, other]) if (entry.line) entry.line.entry = entry;
  }

  /** The next row of its image is that of this entry. @param entry nothing once it has come, or does not come */
  expectRow(entry: Entry | undefined): void {
    this.expected = entry;
  }

  /** Lists a line that nothing lists yet. */
  attach(line: Line, change: IndexChange): void {
    if (!line.row) {
      if (line.problem !== undefined) this.add(new Entry(undefined, line), this.places.ofBroken(line), change);
      return;
    }
    const key = imageKey(line.row.fileName);
    let group = this.groups.get(key);
    if (!group) {
      group = emptyGroup(key, line.row.fileName, this.isListed ? false : undefined);
      this.groups.set(key, group);
    }
    const waiting = this.waitingForRow(group);
    if (waiting) {
      this.recount([waiting], () => Object.assign(waiting, { line, isAdded: false }), change);
      line.entry = waiting;
      return;
    }
    const number = group.entries.length === 0 ? 0 : this.numberOf(line);
    const later = group.entries.findIndex((entry) => entry.line && this.numberOf(entry.line) > number);
    // Added captions stand behind all rows.
    const ordinal = later < 0 ? group.entries.findLastIndex((entry) => entry.line) + 1 : later;
    const before = group.entries.at(0);
    const place = before ? this.entries.indexOf(before) + ordinal : this.places.ofImage(group.fileName);
    const entry = new Entry(group, line);
    group.entries.splice(ordinal, 0, entry);
    this.add(entry, place, change);
  }

  /** A line is gone, or is about something else now. */
  detach(line: Line, change: IndexChange): void {
    const { entry } = line;
    if (!entry) return;
    line.entry = undefined;
    this.tally.count(entry, -1);
    const { group } = entry;
    // As long as the folder is being listed, the image may be there still.
    if (group?.isThere && group.entries.length === 1) {
      entry.line = undefined;
      this.tally.count(entry, 1);
      change.changed.add(entry);
      return;
    }
    if (group) {
      group.entries.splice(group.entries.indexOf(entry), 1);
      if (group.entries.length === 0) this.groups.delete(group.key);
    } else {
      this.places.broken--;
    }
    this.remove(entry, change);
  }

  /** Changes entries, so that they are counted as what they are then. */
  recount(entries: readonly Entry[], changeThem: () => void, change: IndexChange): void {
    for (const entry of entries) this.tally.count(entry, -1);
    changeThem();
    for (const entry of entries) {
      this.tally.count(entry, 1);
      change.changed.add(entry);
    }
  }

  /** Notes whether a caption could be suggested for an image. */
  setFailed(group: ImageGroup, hasFailed: boolean, change: IndexChange): void {
    if (group.hasFailed !== hasFailed) this.recount(group.entries, () => (group.hasFailed = hasFailed), change);
  }

  /** Notes what is typed into an entry and not decided; nothing where it is given up, or decided. */
  setDraft(entry: Entry, draft: string | undefined, change: IndexChange): void {
    if (entry.draft !== draft) this.recount([entry], () => (entry.draft = draft), change);
  }

  /** The entry that the next row of an image is of; what is typed into an added one is no caption of a row that others wrote. */
  private waitingForRow({ entries }: ImageGroup): Entry | undefined {
    if (this.expected && entries.includes(this.expected) && !this.expected.line) return this.expected;
    return entries.find(({ line, isAdded, isBegun }) => !line && !(isAdded && isBegun));
  }

  private groupOf(key: string): ImageGroup | undefined {
    return this.groups.get(key.slice(0, key.lastIndexOf(' ')));
  }

  private setThere(group: ImageGroup, isThere: boolean, change: IndexChange): void {
    if (group.isThere !== isThere) this.recount(group.entries, () => (group.isThere = isThere), change);
  }

  private add(entry: Entry, place: number, change: IndexChange): void {
    if (entry.line) entry.line.entry = entry;
    if (entry.group) this.places.latest = entry;
    else this.places.broken++;
    this.entries.insert(place, entry);
    if (entry.group) this.folders.count(entry.group.key, 1);
    this.tally.count(entry, 1);
    change.added.add(entry);
  }

  private takeOut(entry: Entry, change: IndexChange): void {
    this.tally.count(entry, -1);
    this.remove(entry, change);
  }

  private remove(entry: Entry, change: IndexChange): void {
    this.entries.remove(entry);
    if (entry.group) this.folders.count(entry.group.key, -1);
    change.changed.delete(entry);
    if (!change.added.delete(entry)) change.removed.add(entry);
  }
}
