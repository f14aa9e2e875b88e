import { formatRow } from '../edit';
import { quoteJson } from '../jsonObject';
import type { Row, Status } from '../row';
import type { ImportedCaption } from './importedCaption';

/** A row to write, with what else is known under keys of its own. */
export interface ImportedRow {
  row: Row;
  others: Readonly<Record<string, unknown>>;
}

/** What all rows of an import have in common. */
export interface ImportTerms {
  /** Whether machines wrote the captions: they become suggestions, which a person has to accept. */
  asSuggestions: boolean;
  /** The name of the machine, where the file has none. */
  model: string;
  /** When it happens, for captions that do not say when they were written. */
  now: Date;
}

/** The row of a caption: what it is stands in its status, and where it came from stays beside it. */
export function importedRow(fileName: string, caption: ImportedCaption, terms: ImportTerms): ImportedRow {
  const status = statusOf(caption, terms);
  const isSuggested = status === 'suggested';
  const suggestion = isSuggested ? caption.text : (caption.suggestion ?? '');
  const model = caption.model ?? (isSuggested ? terms.model : '');
  const row: Row = {
    fileName,
    text: caption.text,
    suggestion,
    status,
    model,
    updated: timeOf(caption.updated, terms.now),
  };
  return { row, others: caption.others ?? {} };
}

/** One line of JSON, without a line ending. @param keys of all that else is known, so that every row has the same keys */
export function formatImportedRow({ row, others }: ImportedRow, keys: ReadonlyMap<string, unknown>): string {
  const line = formatRow(row);
  if (keys.size === 0) return line;
  const pairs = Array.from(keys, ([key, empty]) => `${quoteJson(key)}:${quoteValue(others[key] ?? empty)}`);
  return `${line.slice(0, -1)},${pairs.join(',')}}`;
}

/** The keys besides those of a row, each with what stands there where nothing is known: an empty text where others have text. */
export function otherKeys(rows: Iterable<ImportedRow>): Map<string, unknown> {
  const keys = new Map<string, unknown>();
  for (const { others } of rows) {
    for (const [key, value] of Object.entries(others)) {
      const isText = typeof value === 'string' && keys.get(key) !== null;
      keys.set(key, isText ? '' : null);
    }
  }
  return keys;
}

function statusOf({ status, suggestion, text }: ImportedCaption, { asSuggestions }: ImportTerms): Status {
  if (status === 'excluded') return status;
  if (asSuggestions || status === 'suggested') return 'suggested';
  if (status !== undefined) return status;
  if (suggestion === undefined || suggestion === '') return 'written';
  return suggestion === text ? 'accepted' : 'edited';
}

/** As all rows have it, so that Arrow infers one type. */
function timeOf(updated: string | undefined, now: Date): string {
  const milliseconds = Date.parse(updated ?? '');
  return (Number.isNaN(milliseconds) ? now : new Date(milliseconds)).toISOString();
}

function quoteValue(value: unknown): string {
  if (typeof value === 'string') return quoteJson(value);
  return JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
