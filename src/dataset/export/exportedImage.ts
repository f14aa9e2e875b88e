import type { Others } from '../document/otherKeys';
import type { Row } from '../rows/row';

/** One caption to write, with what else its row says. */
export interface ExportedCaption {
  row: Row;
  others: Others;
}

/** An image to write, with all of its captions. */
export interface ExportedImage {
  readonly fileName: string;
  /** Whether its name does not say where in the folder of the dataset it is. */
  readonly isElsewhere: boolean;
  /** Where its file is. */
  readonly path: string;
  readonly captions: readonly [ExportedCaption, ...ExportedCaption[]];
}
