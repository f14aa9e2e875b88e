import { ChunkedList } from './chunkedList';
import type { DatasetIndex, IndexChange } from './datasetIndex';
import { isDone, type Entry } from './entry';
import {
  comesBefore,
  isPlain,
  filterEntries,
  matcher,
  plainFilter,
  type EntryKnowledge,
  type ListFilter,
} from './listFilter';

/**
 * The entries that one editor shows. What is filtered and ordered stays where it is while somebody works on it, also
 * when it matches no more: nothing vanishes under the hand. {@link show} puts it in order anew.
 */
export class EntryView {
  private current: ListFilter = plainFilter;
  /** Nothing where all entries are shown in their own order. */
  private selection: ChunkedList<Entry> | undefined;

  constructor(
    private readonly index: DatasetIndex,
    private readonly known: EntryKnowledge,
  ) {}

  get entries(): ChunkedList<Entry> {
    return this.selection ?? this.index.entries;
  }

  get currentFilter(): ListFilter {
    return this.current;
  }

  /**
   * Looks in another way, or in the same way anew.
   * @param kept what somebody works on: it stays also if it does not match
   * @throws SearchError; everything then stays as it was
   */
  filter(filter: ListFilter, kept?: Entry): void {
    this.selection = isPlain(filter)
      ? undefined
      : new ChunkedList(filterEntries(this.index.entries, filter, this.known, kept));
    this.current = filter;
  }

  /**
   * Follows a change of the dataset.
   * @returns whether an entry came, went or moved
   */
  update(change: IndexChange): boolean {
    if (!this.selection) return change.added.size > 0 || change.removed.size > 0;
    let moved = false;
    for (const entry of change.removed) {
      moved ||= this.selection.has(entry);
      this.selection.remove(entry);
    }
    for (const entry of change.added) moved = this.add(this.selection, entry) || moved;
    return moved;
  }

  /** The place of an entry, -1 if it is not shown. */
  placeOf(entry: Entry | undefined): number {
    return entry ? this.entries.indexOf(entry) : -1;
  }

  /** Whether an entry stands where its order wants it, between those beside it. What is not shown is in place. */
  isInPlace(entry: Entry): boolean {
    const place = this.selection?.indexOf(entry) ?? -1;
    if (place < 0) return true;
    const [before, after] = [this.entries.at(place - 1), this.entries.at(place + 1)];
    const isBefore = comesBefore(this.current.order, this.known);
    return !(before && isBefore(entry, before)) && !(after && isBefore(after, entry));
  }

  /**
   * The place of the next entry that waits for a decision, from the beginning again after the last one.
   * @param passed whether an entry is to be passed over as long as there are others
   * @returns -1 if all that is shown is done
   */
  nextOpen(after: number, passed: (entry: Entry) => boolean = () => false): number {
    let beforeIt = -1;
    let passedOver = -1;
    let index = 0;
    for (const entry of this.entries) {
      if (entry.group && !isDone(entry)) {
        if (passed(entry)) passedOver = passedOver < 0 ? index : passedOver;
        else if (index > after) return index;
        else if (beforeIt < 0) beforeIt = index;
      }
      index++;
    }
    return beforeIt >= 0 ? beforeIt : passedOver;
  }

  /** Another caption of an image comes after the one that is shown, what is new and matches at the end. */
  private add(selection: ChunkedList<Entry>, entry: Entry): boolean {
    const siblings = entry.group?.entries ?? [];
    const shown = siblings.slice(0, siblings.indexOf(entry)).findLast((sibling) => selection.has(sibling));
    if (!shown && !matcher(this.current, this.known)(entry)) return false;
    selection.insert(shown ? selection.indexOf(shown) + 1 : selection.length, entry);
    return true;
  }
}
