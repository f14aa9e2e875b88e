import { extname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { imageExtensions } from '../images/imageNames';
import { captionKeys, firstKey, imageKeys } from './columns';
import type { Imported, ImportProblem, ReadingOptions } from './importedCaption';
import { captionsOfRow } from './rowLines';
import { tableRecords, type TableRecord } from './tableRecords';
import { readTextParts } from './textParts';

/**
 * A table of text: CSV and its kin, whatever separates its columns, with a line of their names or, where the first column has the
 * names of images, without one (as Flickr8k.token.txt: `1000.jpg#0⇥A child …`).
 */
export async function* readTable(path: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  let columns: Columns | undefined;
  for await (const records of tableRecords(path, readTextParts(path))) {
    if (records.length === 0) continue;
    const isBegin = columns === undefined;
    const found = columns ?? columnsOf(records[0].record, path, options);
    if ('reason' in found) {
      yield [found];
      return;
    }
    columns = found;
    const rows = isBegin && !found.isHeadless ? records.slice(1) : records;
    yield rows.flatMap((record) => captionsOf(record, path, found));
  }
}

/** What the columns of a table have, by its first record; or what cannot be told. */
function columnsOf(first: readonly string[], path: string, options: ReadingOptions): Columns | ImportProblem {
  const isHeadless = hasImageEnding(first[0] ?? '');
  const names = isHeadless ? ['file_name', 'text'] : first.map((name) => name.trim());
  const image = options.imageColumn ?? firstKey(names, imageKeys);
  const several = names.filter((name) => /^(caption|text|sentence|comment)[ _-]?\d+$/i.test(name));
  const caption = options.captionColumn ?? firstKey(names, captionKeys) ?? (several.length > 0 ? '' : undefined);
  if (image === undefined || !names.includes(image)) {
    const reason = l10n.t('Which of its columns names the image cannot be told: {0}.', names.join(', '));
    return { place: path, reason, unnamed: { part: 'image', keys: names } };
  }
  if (caption === undefined || (caption !== '' && !names.includes(caption))) {
    const reason = l10n.t('Which of its columns has the caption cannot be told: {0}.', names.join(', '));
    return { place: path, reason, unnamed: { part: 'caption', keys: names } };
  }
  const count = isHeadless ? first.length : names.length;
  return { isHeadless, names, count, image, several: caption === '' ? several : [], caption };
}

/** What the columns of a table have. */
interface Columns {
  /** Whether the first line is no line of names. */
  isHeadless: boolean;
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

/** Flickr's tables count the captions of an image behind its name. */
function withoutNumber(name: string): string {
  return name.replace(/#\d+$/, '');
}

function hasImageEnding(name: string): boolean {
  return imageExtensions.includes(extname(withoutNumber(name)).toLowerCase());
}
