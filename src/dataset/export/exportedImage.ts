import type { Others } from '../otherKeys';
import type { Row } from '../row';

/** One caption to write, with what else its row says. */
export interface ExportedCaption {
  row: Row;
  others: Others;
}

/** An image to write, with all of its captions. */
export interface ExportedImage {
  fileName: string;
  /** Where its file is. */
  path: string;
  captions: readonly [ExportedCaption, ...ExportedCaption[]];
}
