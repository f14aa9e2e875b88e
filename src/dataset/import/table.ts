import { extname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { DatasetFileError } from '../file';
import { imageExtensions } from '../folder';
import { reasonOf } from '../reason';
import { captionKeys, firstKey, imageKeys } from './columns';
import type { Imported, ReadingOptions } from './importedCaption';
import { readText } from './readText';
import { captionsOfRow } from './rowLines';

const recordSchema = z.array(z.string());

interface TableRecord {
  record: string[];
  /** On which it ends, counted from 1. */
  line: number;
}
/** Rows that are looked at at a time. */
const atOnce = 1_000;
const delimiters = [',', ';', '\t', '|'] as const;

/**
 * A table of text: CSV and its kin, whatever separates its columns, with a line of their names or, where the first column has the
 * names of images, without one (as Flickr8k.token.txt: `1000.jpg#0⇥A child …`).
 */
export async function* readTable(path: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  const records = parseTable(path, await readText(path));
  const [first] = records;
  if (!first) return;
  const isHeadless = hasImageEnding(first.record[0] ?? '');
  const names = isHeadless ? ['file_name', 'text'] : first.record.map((name) => name.trim());
  const image = options.imageColumn ?? firstKey(names, imageKeys);
  const several = names.filter((name) => /^(caption|text|sentence|comment)[ _-]?\d+$/i.test(name));
  const caption = options.captionColumn ?? firstKey(names, captionKeys) ?? (several.length > 0 ? '' : undefined);
  if (image === undefined || !names.includes(image)) {
    const reason = l10n.t('Which of its columns names the image cannot be told: {0}.', names.join(', '));
    yield [{ place: path, reason, unnamed: { part: 'image', keys: names } }];
    return;
  }
  if (caption === undefined || (caption !== '' && !names.includes(caption))) {
    const reason = l10n.t('Which of its columns has the caption cannot be told: {0}.', names.join(', '));
    yield [{ place: path, reason, unnamed: { part: 'caption', keys: names } }];
    return;
  }
  const rows = isHeadless ? records : records.slice(1);
  const count = isHeadless ? first.record.length : names.length;
  const columns = { names, count, image, several: caption === '' ? several : [], caption };
  for (let at = 0; at < rows.length; at += atOnce) {
    yield rows.slice(at, at + atOnce).flatMap((one) => captionsOf(one, path, columns));
  }
}

/** What the columns of a table have. */
interface Columns {
  names: readonly string[];
  /** How many there are, whether they have names or not. */
  count: number;
  image: string;
  caption: string;
  /** The columns of captions, where there is more than one. */
  several: readonly string[];
}

function captionsOf(
  { record, line }: TableRecord,
  path: string,
  { names, count, image, caption, several }: Columns,
): Imported[] {
  const place = `${path}:${line}`;
  if (record.length < 2) return [{ place, reason: l10n.t('The line has only one column.') }];
  if (record.slice(count).some((text) => text.trim() !== '')) {
    return [
      { place, reason: l10n.t('It has more columns than the table. A caption with a comma needs quotation marks.') },
    ];
  }
  const row: Record<string, string | string[]> = {};
  for (const [index, name] of names.entries()) row[name] = record[index] ?? '';
  row[image] = withoutNumber(record[names.indexOf(image)] ?? '');
  if (several.length === 0) return captionsOfRow(row, place, { imageColumn: image, captionColumn: caption });
  row.captions = several.flatMap((name) => row[name]).filter((text) => text !== '');
  for (const name of several) delete row[name];
  return captionsOfRow(row, place, { imageColumn: image, captionColumn: 'captions' });
}

function parseTable(path: string, text: string): TableRecord[] {
  const records: TableRecord[] = [];
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const [delimiter] = delimiters.toSorted((one, other) => firstLine.split(other).length - firstLine.split(one).length);
  try {
    parse(text, {
      ...{ delimiter, relax_column_count: true, skip_empty_lines: true, relax_quotes: true },
      // Only CSV quotes: elsewhere a quotation mark is a letter as others.
      ...(delimiter === ',' || delimiter === ';' ? {} : { quote: null }),
      ...(delimiter === '|' ? { trim: true } : {}),
      on_record: (record: unknown, { lines }) => void records.push({ record: recordSchema.parse(record), line: lines }),
    });
    return records;
  } catch (error) {
    throw new DatasetFileError(l10n.t('{0} is no table that can be read: {1}.', path, reasonOf(error)), {
      cause: error,
    });
  }
}

/** Flickr's tables count the captions of an image behind its name. */
function withoutNumber(name: string): string {
  return name.replace(/#\d+$/, '');
}

function hasImageEnding(name: string): boolean {
  return imageExtensions.includes(extname(withoutNumber(name)).toLowerCase());
}
