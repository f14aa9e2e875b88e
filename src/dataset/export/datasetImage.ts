import { sep } from 'node:path';
import type { DatasetRows, RowPlace } from './datasetRows';
import type { ExportedCaption, ExportedImage } from './exportedImage';

/** Where the images of a dataset are. */
export interface ImageFolder {
  rows: DatasetRows;
  /** Its path. */
  folder: string;
}

/** An image of a dataset. Its captions are read anew whenever they are asked for: a hundred thousand of them fill the memory. */
export class DatasetImage implements ExportedImage {
  isExcluded = false;
  /** Where its file is, if its name does not say it. */
  elsewhere: string | undefined = undefined;
  private readonly start: number;
  private readonly end: number;
  private others: RowPlace[] | undefined = undefined;

  /**
   * @param fileName of its first wanted caption; '' where none is wanted
   * @param place of its first row
   * @param first captions of that row that are wanted
   */
  constructor(
    private readonly of: ImageFolder,
    public fileName: string,
    { start, end }: RowPlace,
    readonly first: number,
  ) {
    this.start = start;
    this.end = end;
  }

  /** Adds one more row that is about it. */
  addRow(place: RowPlace): void {
    (this.others ??= []).push(place);
  }

  get hasSeveralRows(): boolean {
    return this.others !== undefined;
  }

  get path(): string {
    const { fileName } = this;
    return this.elsewhere ?? `${this.of.folder}${sep}${sep === '/' ? fileName : fileName.replaceAll('/', sep)}`;
  }

  get captions(): [ExportedCaption, ...ExportedCaption[]] {
    const { start, end, others } = this;
    const [first, ...rest] = others
      ? this.of.rows.captionsAt([{ start, end }, ...others])
      : (this.of.rows.read({ start, end })?.captions ?? []);
    if (!first) throw new Error(`${this.fileName} has no caption.`);
    return [first, ...rest];
  }
}
