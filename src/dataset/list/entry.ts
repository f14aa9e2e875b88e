import { captionOf, isDecided, type Row } from '../rows/row';

/** One line of the document, as it was read last. A blank line has neither a row nor a problem. */
export interface Line {
  row?: Row | undefined;
  /** How many its caption has, as `countWords` counts them. */
  words?: number | undefined;
  problem?: string | undefined;
  /** Whether its caption is an object. */
  isStructured?: true | undefined;
  /** The other captions of a list that another tool wrote into this row; nothing where there is none. */
  others?: readonly string[] | undefined;
  /** What lists it; nothing for a blank line. */
  entry?: Entry;
}

/** An image with its rows, in their order in the file; with no rows, it has one entry without a line. */
export interface ImageGroup {
  key: string;
  fileName: string;
  /** Whether the folder has the image; unknown until the folder has been listed. */
  isThere: boolean | undefined;
  /** Whether no caption could be suggested for it. */
  hasFailed: boolean;
  entries: Entry[];
  /** How many entries it has had so far. */
  made: number;
  /** How many of its entries are counted, and how many of these are done; see `EntryTally`. */
  readonly counted: { entries: number; done: number };
}

/** A group that has no entries yet. */
export function emptyGroup(key: string, fileName: string, isThere: boolean | undefined): ImageGroup {
  return { key, fileName, isThere, hasFailed: false, entries: [], made: 0, counted: { entries: 0, done: 0 } };
}

/**
 * What an entry can be filtered by. `todo`, `suggested` and `begun` wait for a decision; `captioned` comes from another
 * tool.
 */
export const imageStates = [
  'todo',
  'suggested',
  'begun',
  'accepted',
  'edited',
  'written',
  'captioned',
  'excluded',
] as const;
/** A line that is no row is `broken`. */
export const entryStates = [...imageStates, 'broken'] as const;
export type EntryState = (typeof entryStates)[number];

/** One entry of the list: a row of the file, an image that has no row yet, or a line that is no row. */
export class Entry {
  private static lastId = 0;
  /** Stays the same while rows come and go, also those of the same image, and is never another entry's. */
  readonly key: string;
  /** What is typed into it and not decided; it stands in no row. Set by `EntryList.setDraft`. */
  draft: string | undefined;

  /** @param isAdded whether it is one more caption of an image, which has no row until somebody decides on it */
  constructor(
    /** Nothing for a line that is no row. */
    readonly group: ImageGroup | undefined,
    public line: Line | undefined,
    public isAdded = false,
  ) {
    this.key = group ? `${group.key} ${group.made++}` : `line ${++Entry.lastId}`;
  }

  /** '' for a line that is no row. */
  get fileName(): string {
    return this.group?.fileName ?? '';
  }

  get row(): Row | undefined {
    return this.line?.row;
  }

  /** The captions that stand in this row besides `row.text`, as other tools write them. */
  get others(): readonly string[] {
    return this.line?.others ?? [];
  }

  /** Why the line is no row. */
  get problem(): string | undefined {
    return this.group ? undefined : this.line?.problem;
  }

  /** Whether the line is no row, or its image is not there or could not be captioned. */
  get hasProblem(): boolean {
    return !this.group || this.group.isThere === false || this.group.hasFailed;
  }

  /** Whether something is typed into it that nobody has decided on yet. */
  get isBegun(): boolean {
    return this.draft !== undefined && this.draft.trim() !== '';
  }

  /** A caption that was emptied is to be done again; one that is being changed is not decided until that is. */
  get state(): EntryState {
    if (!this.group) return 'broken';
    const { row } = this;
    if (this.isBegun) return 'begun';
    if (row?.status === 'excluded') return 'excluded';
    if (!row || captionOf(row).trim() === '') return 'todo';
    return row.status === '' ? 'captioned' : row.status;
  }
}

/** Whether something waits for a decision in it. */
export function isOpen({ state }: Entry): boolean {
  return state === 'todo' || state === 'suggested' || state === 'begun';
}

/** Whether nothing is left to do: decided here, or captioned by another tool. */
export function isDone({ row, isBegun }: Pick<Entry, 'row' | 'isBegun'>): boolean {
  if (!row || isBegun) return false;
  if (row.status === 'excluded') return true;
  return row.text.trim() !== '' && (isDecided(row) || row.status === '');
}

/**
 * Whether a batch may write its suggestion: nobody and no other tool has said anything about the image yet, nobody has
 * begun to, and no batch has, unless it was one with another model.
 * @param model the id of the one in use; without it, what another model suggested stays, too
 */
export function waitsForSuggestion({ isThere, entries }: ImageGroup, model?: string): boolean {
  const isFree = (row: Row): boolean =>
    (row.status === '' && row.text.trim() === '') || (model !== undefined && isOutdated(row, model));
  return isThere === true && entries.every(({ row, isBegun }) => !isBegun && (!row || isFree(row)));
}

/**
 * Whether a row holds just what a batch wrote, and that is out of date.
 * @param modelInUse what that model wrote is not; without it, everything is
 */
export function isOutdated({ status, text, suggestion, model }: Row, modelInUse: string | undefined): boolean {
  return status === 'suggested' && text === suggestion && model !== modelInUse;
}
