/** What a person made of an image. */
export const decidedStatuses = ['accepted', 'edited', 'written', 'excluded'] as const;

/** A decision, or `suggested`: batch captioning wrote the row and nobody has looked at it yet. */
export type Status = (typeof decidedStatuses)[number] | 'suggested';

/** One caption of one image. */
export interface Row {
  /** The image, relative to the folder of the JSONL file, `/` between folders. */
  fileName: string;
  text: string;
  /** What the captioner had proposed when the decision was made, '' if nothing. */
  suggestion: string;
  /** '' for rows that another tool wrote. */
  status: Status | '';
  /** The id of the model bundle that made the suggestion, '' if none. */
  model: string;
  /**
   * ISO 8601 in UTC as `toISOString` writes it, '' if unknown. The milliseconds matter: Arrow reads a time in whole
   * seconds as a timestamp, and then the columns of two files differ.
   */
  updated: string;
}

/** The key of each field in the file, in the order in which Showtell writes them. */
export const rowKeys = {
  fileName: 'file_name',
  text: 'text',
  suggestion: 'suggestion',
  status: 'status',
  model: 'model',
  updated: 'updated',
} as const satisfies Record<keyof Row, string>;

/** The keys that Showtell writes itself. */
export const ownKeys: ReadonlySet<string> = new Set(Object.values(rowKeys));

/** The fields of a row in the order in which they are written. */
export const rowFields = [
  'fileName',
  'text',
  'suggestion',
  'status',
  'model',
  'updated',
] as const satisfies readonly (keyof Row)[];

/** All that a row of Showtell may have. */
export const statuses: readonly string[] = [...decidedStatuses, 'suggested'];

/** Whether a value from a file is one of Showtell's own statuses. */
export function isStatus(value: unknown): value is Status {
  return typeof value === 'string' && statuses.includes(value);
}

/**
 * The caption of a row, decided or not. What a batch suggests stands in `text`, too; what another program proposes stands in
 * `suggestion` alone, so that nothing takes it for a caption before a person does. Without a row there is none: ''.
 */
export function captionOf(row: Pick<Row, 'status' | 'text' | 'suggestion'> | undefined): string {
  if (!row) return '';
  const { status, text, suggestion } = row;
  return status === 'suggested' && text.trim() === '' ? suggestion : text;
}

/** Whether a person (not a batch) stands behind the row. */
export function isDecided(row: Row): boolean {
  return row.status !== '' && row.status !== 'suggested';
}
