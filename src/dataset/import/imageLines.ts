import { hasForeignBytes, lineRanges, readLine, type DatasetLine } from '../document/document';
import { imageKey } from '../images/fileName';
import { NameTable } from '../collections/nameTable';
import { PlaceGroups } from '../document/placeGroups';

/** The lines of a dataset by their image, each read again when it is asked for. */
export class ImageLines {
  private readonly keys = new NameTable();
  private readonly lines = new PlaceGroups();
  private readonly checkBytes: boolean;

  /** @param text of the dataset */
  constructor(private readonly text: string) {
    this.checkBytes = hasForeignBytes(text);
    for (const { start, end } of lineRanges(text)) {
      const { row } = readLine(text, 0, start, end, this.checkBytes);
      if (row) this.lines.add(this.keys.add(imageKey(row.fileName)), { start, end });
    }
  }

  /** The key of an image, if it has lines. */
  keyOf(fileName: string): string | undefined {
    // Most imports are into a dataset without any.
    if (this.keys.size === 0) return undefined;
    const key = imageKey(fileName);
    return this.keys.has(key) ? key : undefined;
  }

  /** @param key of the image */
  of(key: string): DatasetLine[] {
    const image = this.keys.numberOf(key);
    if (image < 0) return [];
    return this.lines.of(image).map(({ start, end }) => readLine(this.text, 0, start, end, this.checkBytes));
  }
}
