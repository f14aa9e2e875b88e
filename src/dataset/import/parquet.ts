import * as l10n from '@vscode/l10n';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { DatasetFileError } from '../file';
import { explainFileError } from '../fileError';
import { openFile } from '../openFile';
import { captionOfChat, chatSchema } from './chat';
import type { Imported, ReadingOptions } from './importedCaption';
import { captionsOfRow } from './rowLines';

/** Rows that are read at a time: images may be in them. */
const rowsAtOnce = 200;

/**
 * Parquet with a column for the image, its name or Hugging Face's Image with a path, and one for the caption or a list of them; or
 * with the chats that trl trains on.
 */
export async function* readParquet(path: string, options: ReadingOptions): AsyncGenerator<Imported> {
  try {
    // The package would wait for a pipe, and take a device for an empty file.
    await (await openFile(path)).file.close();
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const count = Number(metadata.num_rows);
    for (let rowStart = 0; rowStart < count; rowStart += rowsAtOnce) {
      const rowEnd = Math.min(count, rowStart + rowsAtOnce);
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
      for (const [index, row] of rows.entries()) {
        const place = `${path}: row ${rowStart + index + 1}`;
        const plain = plainRow(row);
        const chat = chatSchema.safeParse(plain).data;
        if (chat) yield captionOfChat(chat, place);
        else yield* captionsOfRow(plain, place, options);
      }
    }
  } catch (error) {
    const reason = explainFileError(error);
    throw new DatasetFileError(l10n.t('{0} is no Parquet file that can be read: {1}.', path, reason), { cause: error });
  }
}

/** As JSON has it. The bytes of images stay where they are; of an image that another column names, nothing is left. */
function plainRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain = Object.entries(row).map(([key, value]) => [key, plainValue(value)] as const);
  const isNamed = plain.some(([key]) => key === 'file_name');
  return Object.fromEntries(plain.filter(([key, value]) => value !== undefined && !(isNamed && holdsBytes(row[key]))));
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return value.map(plainValue);
  if (holdsBytes(value)) return 'path' in value ? value.path : undefined;
  return value;
}

function holdsBytes(value: unknown): value is { bytes: unknown; path?: unknown } {
  return typeof value === 'object' && value !== null && 'bytes' in value;
}
