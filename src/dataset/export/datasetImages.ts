import { sep } from 'node:path';
import type { LinePlace } from '../document/datasetLines';
import { grown } from '../collections/growingNumbers';
import { NameTable } from '../collections/nameTable';
import { PlaceGroups } from '../document/placeGroups';
import type { DatasetRows, RowCaptions } from './datasetRows';
import type { ExportedCaption, ExportedImage } from './exportedImage';
import { imageKey } from '../images/fileName';

/** What is known of an image, in one byte. */
const [hasCaption, isExcluded, hasOneCaption] = [1, 2, 4];

/**
 * The images of a dataset: where their rows stand, and no more, as numbers outside of the heap, some sixty bytes each. Rows are read anew
 * whenever they are asked for.
 */
export class DatasetImages {
  /** The names of the files, then the keys of images that only rows have. */
  private readonly names = new NameTable();
  private files = 0;
  /** Names other than what the table has. */
  private readonly otherNames = new Map<number, string>();
  /** Where files are whose names do not say it. */
  private readonly elsewhere = new Map<number, string>();
  private readonly rowsOf = new PlaceGroups();
  private known = new Uint8Array(1 << 8);
  private order = new Uint32Array(1 << 8);
  /** How many have a row. */
  count = 0;

  /** @param folder its path */
  constructor(
    private readonly rows: DatasetRows,
    readonly folder: string,
  ) {}

  /** Adds a file of the folder; all are there before the first row. */
  addFile(fileName: string): void {
    this.names.add(fileName);
    this.files = this.names.size;
  }

  /** Whether the folder has a file of exactly this name. */
  isListed(fileName: string): boolean {
    const number = this.names.numberOf(fileName);
    return number >= 0 && number < this.files;
  }

  /** Whether its own file is in the folder, under exactly its name. */
  isFile(image: number): boolean {
    const name = this.otherNames.get(image);
    return name === undefined ? image < this.files : this.isListed(name);
  }

  /** Adds a row. @returns whether it is the first of its image, and that one's own file is in the folder, under exactly its name */
  addRow({ row, captions }: RowCaptions, place: LinePlace): boolean {
    const image = this.names.add(imageKey(row.fileName));
    const isFirst = !this.rowsOf.has(image);
    this.known = grown(this.known, image + 1);
    if (isFirst) {
      this.order = grown(this.order, this.count + 1);
      this.order[this.count++] = image;
      if (captions.length === 1) this.known[image] |= hasOneCaption;
    } else {
      this.known[image] &= ~hasOneCaption;
    }
    if (captions.length > 0 && (this.known[image] & hasCaption) === 0) {
      this.known[image] |= hasCaption;
      if (!this.names.isNamed(image, row.fileName)) this.otherNames.set(image, row.fileName);
    }
    if (row.status === 'excluded') this.known[image] |= isExcluded;
    this.rowsOf.add(image, place);
    return isFirst && this.isFile(image);
  }

  /** The numbers of the images, in the order of their first rows. */
  *inOrder(): Generator<number> {
    for (let at = 0; at < this.count; at++) yield this.order[at];
  }

  /** Whether any caption of it is wanted. */
  hasCaption(image: number): boolean {
    return (this.known[image] & hasCaption) !== 0;
  }

  isExcluded(image: number): boolean {
    return (this.known[image] & isExcluded) !== 0;
  }

  /** Whether it has one row with one wanted caption. */
  hasOneCaption(image: number): boolean {
    return (this.known[image] & hasOneCaption) !== 0;
  }

  /** As the first row with a wanted caption has it. */
  nameOf(image: number): string {
    return this.otherNames.get(image) ?? this.names.nameAt(image);
  }

  /** Says where the file of an image is, if its name does not say it. */
  setPath(image: number, path: string): void {
    this.elsewhere.set(image, path);
  }

  /** Where its file is, if its name does not say it. */
  placeOf(image: number): string | undefined {
    return this.elsewhere.get(image);
  }

  /** The wanted captions of an image that has any. */
  captionsOf(image: number): [ExportedCaption, ...ExportedCaption[]] {
    const places = this.rowsOf.of(image);
    const [first, ...rest] = places.length > 1 ? this.rows.captionsAt(places) : this.captionsAt(places[0]);
    if (!first) throw new Error(`${this.nameOf(image)} has no caption.`);
    return [first, ...rest];
  }

  private captionsAt(place: LinePlace): readonly ExportedCaption[] {
    return this.rows.read(place)?.captions ?? [];
  }

  /** An image that has a wanted caption. */
  image(image: number): ExportedImage {
    return new DatasetImage(this, image);
  }
}

/** An image of a dataset. Its captions are read anew whenever they are asked for. */
class DatasetImage implements ExportedImage {
  readonly fileName: string;
  readonly isElsewhere: boolean;

  constructor(
    private readonly images: DatasetImages,
    private readonly image: number,
  ) {
    this.fileName = images.nameOf(image);
    this.isElsewhere = images.placeOf(image) !== undefined;
  }

  get path(): string {
    const { fileName, images } = this;
    const name = sep === '/' ? fileName : fileName.replaceAll('/', sep);
    return images.placeOf(this.image) ?? `${images.folder}${sep}${name}`;
  }

  get captions(): [ExportedCaption, ...ExportedCaption[]] {
    return this.images.captionsOf(this.image);
  }
}
