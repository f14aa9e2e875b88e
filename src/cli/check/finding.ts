import type { TextEdit } from '../../dataset/document/edit';

/** Something about a dataset, at a line (counted from 0) or about the whole. */
export interface Finding {
  line?: number;
  reason: string;
  /** What of the dataset's text can be mended without a guess. */
  mend?: TextEdit | readonly TextEdit[];
}
