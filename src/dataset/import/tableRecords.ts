import * as l10n from '@vscode/l10n';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { DatasetFileError } from '../document/file';
import { reasonOf } from '../files/reason';

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
 * The records of a table of text, whatever separates its columns, some at a time; empty lines are passed over. Records as programs write them
 * are read here, one after the other; from the first other one on, csv-parse reads them, which takes three times as long and holds them all.
 * @param parts of the text
 * @throws DatasetFileError if it is none, though perhaps not before the first records
 */
export async function* tableRecords(path: string, parts: AsyncIterable<string>): AsyncGenerator<TableRecord[], void> {
  const table = new PlainTable();
  const others: string[] = [];
  for await (const part of parts) {
    if (table.isOver) others.push(part);
    else yield table.add(part);
  }
  if (!table.isOver) yield table.end();
  const { left, delimiter, line } = table;
  if (table.isOver) yield otherRecords(path, left + others.join(''), delimiter, line);
}

/** The records of a text of which a part is known at a time, as long as they leave no doubt. */
class PlainTable {
  /** Whether a record leaves doubt; `left` begins with it. */
  isOver = false;
  left = '';
  delimiter: Delimiter = ',';
  /** So many lines stand before what is left. */
  line = 0;
  private ending: string | undefined;
  private isEnded = false;

  /** @returns the records that are whole now */
  add(part: string): TableRecord[] {
    this.left += part;
    const firstLine = /^([^\r\n]*)(\r\n|\n|\r(?=.))/s.exec(this.left);
    if (this.ending === undefined && firstLine) this.begin(firstLine[1], firstLine[2]);
    return this.ending === undefined ? [] : this.find(this.ending);
  }

  /** Says that there is no more. @returns the records that were left */
  end(): TableRecord[] {
    this.isEnded = true;
    const [firstLine, ending = '\n'] = /^[^\r\n]*(\r?)/.exec(this.left) ?? [''];
    if (this.ending === undefined) this.begin(firstLine.replace('\r', ''), ending === '' ? '\n' : ending);
    return this.find(this.ending ?? ending);
  }

  private begin(firstLine: string, ending: string): void {
    [this.delimiter] = delimiters.toSorted((one, other) => firstLine.split(other).length - firstLine.split(one).length);
    this.ending = ending;
    this.isOver = this.delimiter === '|';
  }

  private find(ending: string): TableRecord[] {
    const records: TableRecord[] = [];
    const text = this.left;
    let start = 0;
    while (start < text.length && !this.isOver) {
      const found = plainRecord(text, start, ending, this.delimiter);
      if (found.kind === 'open' && !this.isEnded) break;
      if (found.kind !== 'record') {
        this.isOver = true;
        break;
      }
      if (found.end === text.length && !this.isEnded) break;
      this.line += found.lines;
      if (found.end > start) records.push({ record: found.record, line: this.line });
      start = found.end + ending.length;
    }
    this.left = text.slice(start);
    return records;
  }
}

/** What begins somewhere in a text: a record, one that is not closed before the text ends, or one that leaves doubt. */
type Found = { kind: 'record'; record: string[]; end: number; lines: number } | { kind: 'open' | 'doubtful' };

function plainRecord(text: string, start: number, ending: string, delimiter: Delimiter): Found {
  let end = start - ending.length;
  for (let lines = 1; lines <= mostLines; lines++) {
    const next = text.indexOf(ending, end + ending.length);
    end = next < 0 ? text.length : next;
    const record = fieldsOf(text.slice(start, end), delimiter);
    if (record === 'otherwise') return { kind: next < 0 ? 'open' : 'doubtful' };
    if (record !== 'open') return { kind: 'record', record, end, lines };
    if (next < 0) return { kind: 'open' };
  }
  return { kind: 'doubtful' };
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
