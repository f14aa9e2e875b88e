import { extname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { imageExtensions } from '../folder';
import { captionKeys, firstKey, imageKeys } from './columns';
import type { Imported, ReadingOptions } from './importedCaption';
import { readText } from './readText';
import { captionsOfRow } from './rowLines';
import { tableRecords, type TableRecord } from './tableRecords';

/** Captions that are told of at a time. */
const atOnce = 1_000;

/**
 * A table of text: CSV and its kin, whatever separates its columns, with a line of their names or, where the first column has the
 * names of images, without one (as Flickr8k.token.txt: `1000.jpg#0⇥A child …`).
 */
export async function* readTable(path: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  const records = tableRecords(path, await readText(path));
  const begin = records.next();
  if (begin.done === true) return;
  const first = begin.value;
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
  const count = isHeadless ? first.record.length : names.length;
  const columns = { names, count, image, several: caption === '' ? several : [], caption };
  let found = isHeadless ? captionsOf(first, path, columns) : [];
  for (const record of records) {
    found.push(...captionsOf(record, path, columns));
    if (found.length < atOnce) continue;
    yield found;
    found = [];
  }
  yield found;
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

/** Flickr's tables count the captions of an image behind its name. */
function withoutNumber(name: string): string {
  return name.replace(/#\d+$/, '');
}

function hasImageEnding(name: string): boolean {
  return imageExtensions.includes(extname(withoutNumber(name)).toLowerCase());
}
