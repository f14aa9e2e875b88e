import { readKeys } from '../document/fields';
import type { Others } from '../document/otherKeys';
import type { Row, Status } from '../rows/row';
import { onOneLine, structuredJson } from '../rows/structuredCaption';
import type { ImportedCaption } from './importedCaption';

/** A row to write, with what else is known under keys of its own. */
export interface ImportedRow {
  row: Row;
  others: Others;
  /** Whether its text is an object, or a list of objects. */
  isStructured?: true;
}

const nothingElse: Others = {};

/** What all rows of an import have in common. */
export interface ImportTerms {
  /** Whether machines wrote the captions: they become suggestions, which a person has to accept. */
  asSuggestions: boolean;
  /** The name of the machine, where the file has none. */
  model: string;
  /** When it happens, as rows have it: for captions that do not say when they were written. */
  now: string;
}

/**
 * The row of a caption: what it is stands in its status, and where it came from stays beside it. What a machine wrote stands in
 * `suggestion` alone (see `captionOf`): a batch of another model would write over it otherwise.
 */
export function importedRow(fileName: string, caption: ImportedCaption, terms: ImportTerms): ImportedRow {
  const status = statusOf(caption, terms);
  const isSuggested = status === 'suggested';
  const suggestion = isSuggested ? suggestedText(caption) : (caption.suggestion ?? '');
  const model = caption.model ?? (isSuggested ? terms.model : '');
  const row: Row = {
    fileName,
    text: isSuggested ? '' : caption.text,
    suggestion,
    status,
    model,
    updated: timeOf(caption.updated, terms.now),
  };
  const others = caption.others ? besideOurs(caption.others) : nothingElse;
  return caption.isStructured && !isSuggested ? { row, others, isStructured: true } : { row, others };
}

/** A suggestion is a text, whatever is written in it. */
function suggestedText({ text, isStructured }: ImportedCaption): string {
  return isStructured ? structuredJson(text, onOneLine) : text;
}

/** What stands under a key that rows have themselves gets another name: a row that has a key twice is read as its second value. */
function besideOurs(others: Others): Others {
  if (!Object.keys(others).some((key) => readKeys.has(key))) return others;
  return Object.fromEntries(
    Object.entries(others).map(([key, value]) => [readKeys.has(key) ? `imported_${key}` : key, value]),
  );
}

function statusOf({ status, suggestion, text }: ImportedCaption, { asSuggestions }: ImportTerms): Status {
  if (status === 'excluded') return status;
  if (asSuggestions || status === 'suggested') return 'suggested';
  if (status !== undefined) return status;
  if (suggestion === undefined || suggestion === '') return 'written';
  return suggestion === text ? 'accepted' : 'edited';
}

/** A time as all rows have it, of a day that every month has. */
const asWritten = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** As all rows have it, so that Arrow infers one type. */
function timeOf(updated: string | undefined, now: string): string {
  if (updated === undefined) return now;
  if (asWritten.test(updated)) return updated;
  const milliseconds = Date.parse(updated);
  return Number.isNaN(milliseconds) ? now : new Date(milliseconds).toISOString();
}
