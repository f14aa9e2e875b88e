import { formatRow } from './edit';
import { spelling, SpeltValue } from '../json/exactNumbers';
import { escapeLineBreaks, jsonInOneLine } from '../json/jsonObject';
import type { Row } from '../rows/row';

/** What a row says under keys that are not Showtell's own. */
export type Others = Readonly<Record<string, unknown>>;

/** The keys of some rows, each with what stands there where a row has nothing: an empty text where others have text. */
export function otherKeys(rows: Iterable<{ others: Others }>): Map<string, '' | null> {
  const keys = new Map<string, '' | null>();
  for (const { others } of rows) addOtherKeys(keys, others);
  return keys;
}

/** Adds the keys of one more row to those of {@link otherKeys}. */
export function addOtherKeys(keys: Map<string, '' | null>, others: Others): void {
  for (const key of Object.keys(others)) {
    const isText = typeof others[key] === 'string' && keys.get(key) !== null;
    keys.set(key, isText ? '' : null);
  }
}

/** How rows are written that all have the same keys. */
export class RowFormat {
  private readonly columns: readonly { key: string; empty: '' | null; begin: string }[];

  /** @param keys of all rows, as {@link otherKeys} has them: readers infer columns from the first ones */
  constructor(keys: ReadonlyMap<string, '' | null>) {
    this.columns = Array.from(keys, ([key, empty]) => ({ key, empty, begin: `,${jsonInOneLine(key)}:` }));
  }

  /** One line of JSON, without a line ending. @param isStructured see {@link formatRow} */
  lineOf(row: Row, others: Others, isStructured = false): string {
    return this.withOthers(formatRow(row, isStructured), others);
  }

  /** The JSON of an object that is not empty, with what else a row says behind it. */
  withOthers(object: string, others: Others): string {
    if (this.columns.length === 0) return object;
    let json = object.slice(0, -1);
    for (const { key, empty, begin } of this.columns) json += begin + valueInOneLine(others[key] ?? empty);
    return `${json}}`;
  }
}

/** A value of {@link Others} as JSON in which no reader finds a line break; null where there is none. */
function valueInOneLine(value: unknown): string {
  return value instanceof SpeltValue ? escapeLineBreaks(value.json) : jsonInOneLine(value ?? null);
}

/** A value as a column of text has it; null where there is none. */
export function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  return spelling(value);
}
