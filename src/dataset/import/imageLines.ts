import { hasForeignBytes, lineRanges, readLine, type DatasetLine } from '../document';
import { imageKey } from '../fileName';
import { grown } from '../growingNumbers';
import { NameTable } from '../nameTable';
import { NumberGroups } from '../numberGroups';

/** The lines of a dataset by their image, each read again when it is asked for. */
export class ImageLines {
  private readonly keys = new NameTable();
  private readonly lines = new NumberGroups();
  /** Where each begins and ends. */
  private ranges = new Uint32Array(1 << 8);
  private readonly checkBytes: boolean;

  /** @param text of the dataset */
  constructor(private readonly text: string) {
    this.checkBytes = hasForeignBytes(text);
    for (const { start, end } of lineRanges(text)) {
      const { row } = readLine(text, 0, start, end, this.checkBytes);
      if (!row) continue;
      const at = this.lines.add(this.keys.add(imageKey(row.fileName)));
      this.ranges = grown(this.ranges, at * 2 + 2);
      this.ranges[at * 2] = start;
      this.ranges[at * 2 + 1] = end;
    }
  }

  /** @param key of the image */
  has(key: string): boolean {
    return this.keys.has(key);
  }

  /** @param key of the image */
  of(key: string): DatasetLine[] {
    const image = this.keys.numberOf(key);
    if (image < 0) return [];
    return this.lines
      .of(image)
      .map((at) => readLine(this.text, 0, this.ranges[at * 2], this.ranges[at * 2 + 1], this.checkBytes));
  }
}
