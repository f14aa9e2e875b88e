import { hasForeignBytes, lineRanges } from './document';

/** Where a line stands. */
export interface LinePlace {
  start: number;
  end: number;
}

/** The lines of a dataset, each read when it is asked for, and as often. */
export interface DatasetLines {
  /** Where they stand, in their order. */
  places(): Iterable<LinePlace>;
  /** What one of them holds. */
  textAt(place: LinePlace): string;
  /** Whether a line that was read, or any other, has bytes that are not UTF-8. */
  readonly haveForeignBytes: boolean;
}

/** The lines of a text that is held in memory. */
export function linesOfText(text: string): DatasetLines {
  return {
    places: () => lineRanges(text),
    textAt: ({ start, end }) => text.slice(start, end),
    haveForeignBytes: hasForeignBytes(text),
  };
}
