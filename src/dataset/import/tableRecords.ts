import * as l10n from '@vscode/l10n';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { DatasetFileError } from '../file';
import { reasonOf } from '../reason';

/** A line of a table, or several that quotation marks hold together. */
export interface TableRecord {
  record: string[];
  /** On which it ends, counted from 1. */
  line: number;
}

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];
const recordSchema = z.array(z.string());
/** A quotation mark that is closed after more lines was mostly meant otherwise. */
const mostLines = 100;

/**
 * The records of a table of text, whatever separates its columns; empty lines are passed over. Records as programs write them are read here, one
 * after the other; from the first other one on, csv-parse reads them, which takes three times as long and holds them all.
 * @throws DatasetFileError if it is none, though perhaps not before the first records
 */
export function* tableRecords(path: string, text: string): Generator<TableRecord, void> {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const [delimiter] = delimiters.toSorted((one, other) => firstLine.split(other).length - firstLine.split(one).length);
  const ending = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  let line = 0;
  for (let start = 0; start < text.length;) {
    const found = delimiter === '|' ? undefined : plainRecord(text, start, ending, delimiter);
    if (!found) {
      yield* otherRecords(path, text.slice(start), delimiter, line);
      return;
    }
    line += found.lines;
    if (found.end > start) yield { record: found.record, line };
    start = found.end + ending.length;
  }
}

/** The record that begins somewhere, if it is one that leaves no doubt. */
function plainRecord(
  text: string,
  start: number,
  ending: string,
  delimiter: Delimiter,
): { record: string[]; end: number; lines: number } | undefined {
  let end = start - ending.length;
  for (let lines = 1; lines <= mostLines; lines++) {
    const next = text.indexOf(ending, end + ending.length);
    end = next < 0 ? text.length : next;
    const record = fieldsOf(text.slice(start, end), delimiter);
    if (record === 'otherwise') return undefined;
    if (record !== 'open') return { record, end, lines };
    if (next < 0) return undefined;
  }
  return undefined;
}

/** What stands between separators; whether a quotation mark is still open at the end, or stands where it has no meaning. */
function fieldsOf(line: string, delimiter: Delimiter): string[] | 'open' | 'otherwise' {
  // Only CSV quotes: elsewhere a quotation mark is a letter as others.
  if (delimiter === '\t' || !line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    let end: number;
    if (line.startsWith('"', at)) {
      const close = closingQuote(line, at + 1);
      if (close < 0) return 'open';
      fields.push(line.slice(at + 1, close).replaceAll('""', '"'));
      end = close + 1;
      if (end < line.length && !line.startsWith(delimiter, end)) return 'otherwise';
    } else {
      const next = line.indexOf(delimiter, at);
      end = next < 0 ? line.length : next;
      const field = line.slice(at, end);
      if (field.includes('"')) return 'otherwise';
      fields.push(field);
    }
    if (end === line.length) return fields;
    at = end;
  }
}

/** Where a quoted field ends; two quotation marks mean one within it. */
function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from);
  while (at >= 0 && line.startsWith('"', at + 1)) at = line.indexOf('"', at + 2);
  return at;
}

/** @param before lines that stand before the text */
function otherRecords(path: string, text: string, delimiter: Delimiter, before: number): TableRecord[] {
  const records: TableRecord[] = [];
  try {
    parse(text, {
      ...{ delimiter, relax_column_count: true, skip_empty_lines: true, relax_quotes: true },
      ...(delimiter === ',' || delimiter === ';' ? {} : { quote: null }),
      ...(delimiter === '|' ? { trim: true } : {}),
      on_record: (record: unknown, { lines }) =>
        void records.push({ record: recordSchema.parse(record), line: before + lines }),
    });
    return records;
  } catch (error) {
    const reason = reasonOf(error).replace(/\bat line (\d+)/, (_, line) => `at line ${before + Number(line)}`);
    throw new DatasetFileError(l10n.t('{0} is no table that can be read: {1}.', path, reason), { cause: error });
  }
}
