import type { ChunkedList } from '../../dataset/list/chunkedList';
import type { Entry } from '../../dataset/list/entry';

/** How many entries are told of around the selected one while it is not known what is on screen. */
const guessed = 40;

/** Which entries a webview shows, and where they stood when it was told last. */
export class OnScreen {
  private first = 0;
  private count = 0;
  private entries: (Entry | undefined)[] = [];
  private selected: Entry | undefined;
  private selectedAt = 0;

  /** The webview shows these. */
  show(first: number, count: number): void {
    this.first = first;
    this.count = count;
  }

  /** The places on screen, as far as the list goes. */
  places(length: number): number[] {
    return range(this.first, Math.min(this.first + this.count, length));
  }

  /** The places that are on screen, or will be when this one is. */
  placesWith(selected: number, length: number): number[] {
    if (this.count > 0 && selected >= this.first && selected < this.first + this.count) return this.places(length);
    return range(Math.max(0, selected - guessed / 2), Math.min(selected + guessed / 2, length));
  }

  /** The webview knows now what stands where. */
  remember(list: ChunkedList<Entry>, selectedAt: number): void {
    this.entries = range(this.first, this.first + this.count).map((place) => list.at(place));
    this.selectedAt = selectedAt;
    this.selected = list.at(selectedAt);
  }

  /** Whether everything on screen, and what is selected, still stands where it stood. */
  isSame(list: ChunkedList<Entry>): boolean {
    return (
      this.selected === list.at(this.selectedAt) &&
      this.entries.every((entry, at) => entry === list.at(this.first + at))
    );
  }

  /** By how many places what is on screen has moved: the selected entry, or else the first that is still there. */
  shift(list: ChunkedList<Entry>): number {
    const isVisible = this.selectedAt >= this.first && this.selectedAt < this.first + this.count;
    const anchors = this.entries.map((entry, at) => ({ entry, was: this.first + at }));
    if (isVisible || this.count === 0) anchors.unshift({ entry: this.selected, was: this.selectedAt });
    for (const { entry, was } of anchors) {
      const now = entry ? list.indexOf(entry) : -1;
      if (now >= 0) return now - was;
    }
    return 0;
  }

  /** What is on screen moves along. */
  move(by: number): void {
    this.first = Math.max(0, this.first + by);
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
