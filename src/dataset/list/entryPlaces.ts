import { firstPlace } from '../collections/bisect';
import { compareFileNames } from '../images/naturalOrder';
import type { ChunkedList } from './chunkedList';
import type { Entry, Line } from './entry';

/** Where entries belong in a list: images in the order of paths, then broken lines in their order. */
export class EntryPlaces {
  /** How many broken lines there are. */
  broken = 0;
  /** What found its place last: the next one probably comes after it. */
  latest: Entry | undefined;

  /** @param numberOf the number of a line in the document */
  constructor(
    private readonly entries: ChunkedList<Entry>,
    private readonly numberOf: (line: Line) => number,
  ) {}

  /** Of an image that is not listed yet. */
  ofImage(fileName: string): number {
    const images = this.entries.length - this.broken;
    const isLater = (entry: Entry | undefined): boolean =>
      entry !== undefined && compareFileNames(entry.fileName, fileName) > 0;
    const last = images > 0 ? this.entries.at(images - 1) : undefined;
    if (!isLater(last)) return images;
    const latest = this.latest ? this.entries.indexOf(this.latest) : -1;
    if (latest >= 0 && !isLater(this.latest) && isLater(this.entries.at(latest + 1))) return latest + 1;
    return this.search(0, images, isLater);
  }

  /** Of a line that is no row. */
  ofBroken(line: Line): number {
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
