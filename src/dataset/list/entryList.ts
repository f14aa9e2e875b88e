import { firstPlace } from '../collections/bisect';
import { imageKey } from '../images/fileName';
import { compareFileNames } from '../images/naturalOrder';
import { ChunkedList } from './chunkedList';
import { emptyGroup, Entry, type ImageGroup, type Line } from './entry';
import { EntryTally, type ImageCounts } from './entryTally';
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
  private broken = 0;
  private readonly tally = new EntryTally();
  readonly folders = new FolderCounts();
  /** Whether the folder's images are all known, so that any other is missing. */
  private isListed = false;
  /** What found its place last: the next one probably comes after it. */
  private latest: Entry | undefined;

  /** @param numberOf the number of a line in the document */
  constructor(private readonly numberOf: (line: Line) => number) {}

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
      this.latest = group.entries.at(-1);
      return key;
    }
    const fresh = emptyGroup(key, fileName, true);
    this.groups.set(key, fresh);
    const place = this.groupPlace(fileName);
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
      const [only] = group.entries;
      if (only.line) {
        this.setThere(group, false, change);
        continue;
      }
      this.groups.delete(group.key);
      this.tally.count(only, -1);
      this.remove(only, change);
    }
  }

  /** Lists a line that nothing lists yet. */
  attach(line: Line, change: IndexChange): void {
    if (!line.row) {
      if (line.problem !== undefined) this.add(new Entry(undefined, line), this.brokenPlace(line), change);
      return;
    }
    const key = imageKey(line.row.fileName);
    let group = this.groups.get(key);
    if (!group) {
      group = emptyGroup(key, line.row.fileName, this.isListed ? false : undefined);
      this.groups.set(key, group);
    }
    const [only] = group.entries;
    if (only && !only.line) {
      this.tally.count(only, -1);
      only.line = line;
      line.entry = only;
      this.tally.count(only, 1);
      change.changed.add(only);
      return;
    }
    const number = group.entries.length === 0 ? 0 : this.numberOf(line);
    const later = group.entries.findIndex((entry) => entry.line && this.numberOf(entry.line) > number);
    const ordinal = later < 0 ? group.entries.length : later;
    const before = group.entries.at(0);
    const place = before ? this.entries.indexOf(before) + ordinal : this.groupPlace(group.fileName);
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
      this.broken--;
    }
    this.remove(entry, change);
  }

  /** Changes the row of an entry, so that it is counted as what it is then. */
  recount(entry: Entry, rowChanges: () => void, change: IndexChange): void {
    this.tally.count(entry, -1);
    rowChanges();
    this.tally.count(entry, 1);
    change.changed.add(entry);
  }

  /** Notes whether a caption could be suggested for an image. */
  setFailed(group: ImageGroup, hasFailed: boolean, change: IndexChange): void {
    if (group.hasFailed !== hasFailed) this.changeGroup(group, () => (group.hasFailed = hasFailed), change);
  }

  /** Notes what is typed into an entry and not decided; nothing where it is given up, or decided. */
  setDraft(entry: Entry, draft: string | undefined, change: IndexChange): void {
    if (entry.draft !== draft) this.recount(entry, () => (entry.draft = draft), change);
  }

  private groupOf(key: string): ImageGroup | undefined {
    return this.groups.get(key.slice(0, key.lastIndexOf(' ')));
  }

  private setThere(group: ImageGroup, isThere: boolean, change: IndexChange): void {
    if (group.isThere !== isThere) this.changeGroup(group, () => (group.isThere = isThere), change);
  }

  private changeGroup({ entries }: ImageGroup, changeIt: () => void, change: IndexChange): void {
    for (const entry of entries) this.tally.count(entry, -1);
    changeIt();
    for (const entry of entries) {
      this.tally.count(entry, 1);
      change.changed.add(entry);
    }
  }

  private add(entry: Entry, place: number, change: IndexChange): void {
    if (entry.line) entry.line.entry = entry;
    if (entry.group) this.latest = entry;
    else this.broken++;
    this.entries.insert(place, entry);
    if (entry.group) this.folders.count(entry.group.key, 1);
    this.tally.count(entry, 1);
    change.added.add(entry);
  }

  private remove(entry: Entry, change: IndexChange): void {
    this.entries.remove(entry);
    if (entry.group) this.folders.count(entry.group.key, -1);
    change.changed.delete(entry);
    if (!change.added.delete(entry)) change.removed.add(entry);
  }

  private groupPlace(fileName: string): number {
    const images = this.entries.length - this.broken;
    const isLater = (entry: Entry | undefined): boolean =>
      entry !== undefined && compareFileNames(entry.fileName, fileName) > 0;
    const last = images > 0 ? this.entries.at(images - 1) : undefined;
    if (!isLater(last)) return images;
    const latest = this.latest ? this.entries.indexOf(this.latest) : -1;
    if (latest >= 0 && !isLater(this.latest) && isLater(this.entries.at(latest + 1))) return latest + 1;
    return this.search(0, images, isLater);
  }

  private brokenPlace(line: Line): number {
    const number = this.numberOf(line);
    const isLater = ({ line: other }: Entry): boolean => (other ? this.numberOf(other) : 0) > number;
    return this.search(this.entries.length - this.broken, this.entries.length, isLater);
  }

  /** The first place from `low` to `high` whose entry comes later. */
  private search(low: number, high: number, isLater: (entry: Entry) => boolean): number {
    return firstPlace(low, high, (place) => {
      const entry = this.entries.at(place);
      return entry !== undefined && isLater(entry);
    });
  }
}
