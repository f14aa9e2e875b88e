/** A part of a dataset's text that can be mended without a guess. */
export interface Mend {
  /** Character offsets of what is replaced, the end exclusive. */
  start: number;
  end: number;
  text: string;
}

/** Something about a dataset, at a line (counted from 0) or about the whole. */
export interface Finding {
  line?: number;
  reason: string;
  mend?: Mend | readonly Mend[];
}
