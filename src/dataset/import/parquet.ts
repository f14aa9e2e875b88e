import * as l10n from '@vscode/l10n';
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type FileMetaData,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { spelling, SpeltValue } from '../json/exactNumbers';
import { DatasetFileError } from '../document/file';
import { explainFileError } from '../files/fileError';
import { openFile } from '../files/openFile';
import { isObject, type JsonObject } from '../json/parsedObject';
import { captionOfChat, chat } from './chat';
import type { Imported, ReadingOptions } from './importedCaption';
import { readElement } from './readText';
import { captionsOfRow } from './rowLines';

/** Rows that are read at a time: as many as take so many bytes, but not fewer, as the package goes through their whole group each time. */
const bytesAtOnce = 16 << 20;
const leastRows = 200;

/**
 * Parquet with a column for the image, its name or Hugging Face's Image with a path, and one for the caption or a list of them; or
 * with the chats that trl trains on.
 */
export async function* readParquet(path: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  try {
    // The package would wait for a pipe, and take a device for an empty file.
    await (await openFile(path)).file.close();
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const columns = columnsToRead(metadata);
    for (const { rowStart, rowEnd } of portionsOf(metadata, columns)) {
      const rows = await parquetReadObjects({ file, metadata, columns, compressors, rowStart, rowEnd });
      yield rows.flatMap((row, index) => captionsOf(row, `${path}: row ${rowStart + index + 1}`, options));
    }
  } catch (error) {
    const reason = explainFileError(error);
    throw new DatasetFileError(l10n.t('{0} is no Parquet file that can be read: {1}.', path, reason), { cause: error });
  }
}

/** All columns, but those with the bytes of images that another one names: they would be most of the file. */
function columnsToRead(metadata: FileMetaData): string[] {
  const columns = parquetSchema(metadata).children;
  const isNamed = columns.some(({ element }) => element.name === 'file_name');
  const read = isNamed
    ? columns.filter(({ children }) => !children.some(({ element }) => element.name === 'bytes'))
    : columns;
  return read.map(({ element }) => element.name);
}

/** The rows of each group, in as many portions as their bytes ask for. */
function* portionsOf(
  { row_groups: groups }: FileMetaData,
  columns: readonly string[],
): Generator<{ rowStart: number; rowEnd: number }> {
  let groupStart = 0;
  for (const group of groups) {
    const groupEnd = groupStart + Number(group.num_rows);
    let bytes = 0;
    for (const { meta_data: column } of group.columns)
      if (column && columns.includes(column.path_in_schema[0])) bytes += Number(column.total_uncompressed_size);
    const portions = Math.max(1, Math.ceil(bytes / bytesAtOnce));
    const rowsAtOnce = Math.max(leastRows, Math.ceil((groupEnd - groupStart) / portions));
    for (let rowStart = groupStart; rowStart < groupEnd; rowStart += rowsAtOnce)
      yield { rowStart, rowEnd: Math.min(groupEnd, rowStart + rowsAtOnce) };
    groupStart = groupEnd;
  }
}

function captionsOf(row: Readonly<Record<string, unknown>>, place: string, options: ReadingOptions): Imported[] {
  const plain = plainRow(row);
  const read = 'messages' in plain ? readElement(plain, chat, place) : undefined;
  return read && 'value' in read ? [captionOfChat(read.value, place)] : captionsOfRow(plain, place, options);
}

/** As JSON has it. The bytes of images stay where they are. */
function plainRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(row)) {
    const value = plainValue(row[key]);
    if (value !== undefined) plain[key] = value;
  }
  return plain;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return isExact(value) ? Number(value) : new SpeltValue(String(value));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return withSpelling(value.map(plainValue));
  if (holdsBytes(value)) return 'path' in value ? value.path : undefined;
  return isObject(value)
    ? withSpelling(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainValue(one)])))
    : value;
}

/** Whether a JavaScript number holds it. */
function isExact(number: bigint): boolean {
  return BigInt(Number(number)) === number;
}

/** A list or an object as it is spelt, where anything in it has to be. */
function withSpelling(value: readonly unknown[] | JsonObject): unknown {
  const parts = Array.isArray(value) ? value : Object.values(value);
  if (!parts.some((part) => part instanceof SpeltValue)) return value;
  if (Array.isArray(value)) return new SpeltValue(`[${value.map(spelling).join()}]`);
  return new SpeltValue(
    `{${Object.entries(value)
      .map(([key, part]) => `${JSON.stringify(key)}:${spelling(part)}`)
      .join()}}`,
  );
}

function holdsBytes(value: unknown): value is { bytes: unknown; path?: unknown } {
  return typeof value === 'object' && value !== null && 'bytes' in value;
}
