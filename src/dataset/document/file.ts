import { constants } from 'node:buffer';
import * as l10n from '@vscode/l10n';
import { writeFileAtomically } from '../files/atomicWrite';
import { readLines, type DatasetLine } from './document';
import { decodeDataset, decodeUtf16, encodeDataset, isUtf16 } from '../files/encoding';
import { errorCode, explainFileError } from '../files/fileError';
import { readWholeFile } from '../files/wholeFile';

/** A dataset file that cannot be read or written as a whole. */
export class DatasetFileError extends Error {
  override readonly name = 'DatasetFileError';
}

/**
 * Reads a dataset. A line with bytes that are not UTF-8 becomes a problem of its own, and {@link writeDatasetFile} gives
 * its bytes back as they were.
 * @throws DatasetFileError if there is no such file, it may not be read, is a pipe or a device, too large, or UTF-16
 */
export async function readDatasetFile(path: string): Promise<{ text: string; lines: DatasetLine[] }> {
  const text = await readDatasetText(path);
  return { text, lines: readLines(text) };
}

/** Reads the text of a dataset alone. @throws as {@link readDatasetFile} does */
export async function readDatasetText(path: string): Promise<string> {
  return decodeUtf8(path, await readBytes(path));
}

/**
 * Reads a dataset that is to be mended: also one in UTF-16, if a byte order mark says that it is.
 * @throws as {@link readDatasetFile} does
 */
export async function readDatasetToMend(path: string): Promise<{ text: string; wasUtf16: boolean }> {
  const bytes = await readBytes(path);
  const text = decodeUtf16(bytes);
  return { text: text ?? decodeUtf8(path, bytes), wasUtf16: text !== undefined };
}

async function readBytes(path: string): Promise<Buffer> {
  return readWholeFile(path, constants.MAX_STRING_LENGTH).catch((error: unknown) => {
    if (errorCode(error) === 'ERR_FS_FILE_TOO_LARGE') {
      throw new DatasetFileError(l10n.t('{0} is larger than 512 MB. Split it into several files.', path), {
        cause: error,
      });
    }
    throw couldNotRead(path, error);
  });
}

/** What is said of a file that cannot be read. */
export function couldNotRead(path: string, error: unknown): DatasetFileError {
  return new DatasetFileError(l10n.t('Cannot read {0}: {1}.', path, explainFileError(error)), { cause: error });
}

function decodeUtf8(path: string, bytes: Buffer): string {
  if (isUtf16(bytes)) throw utf16Refusal(path);
  return decodeDataset(bytes);
}

/** What is said of a dataset in UTF-16. */
export function utf16Refusal(path: string): DatasetFileError {
  return new DatasetFileError(
    l10n.t('{0} is UTF-16 text. Save it as UTF-8; nothing else reads JSONL in UTF-16 either.', path),
  );
}

/**
 * Writes a dataset in one step, see {@link writeFileAtomically}.
 * @throws DatasetFileError if it cannot be written; the file is then as it was
 */
export function writeDatasetFile(path: string, text: string): Promise<void> {
  return writeDatasetPieces(path, [text]);
}

/**
 * Writes a dataset as {@link writeDatasetFile} does, piece by piece.
 * @param pieces none may begin or end within a character; bytes are written as they are
 * @param temporaryBeside see {@link writeFileAtomically}
 */
export async function writeDatasetPieces(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  temporaryBeside?: (target: string) => string,
): Promise<void> {
  try {
    await writeFileAtomically(path, encoded(pieces), temporaryBeside);
  } catch (error) {
    throw couldNotWrite(path, error);
  }
}

/** What is said of a dataset that cannot be written, and is as it was. */
export function couldNotWrite(path: string, error: unknown): DatasetFileError {
  return new DatasetFileError(l10n.t('Cannot write {0}: {1}. The file is as it was.', path, explainFileError(error)), {
    cause: error,
  });
}

async function* encoded(pieces: Iterable<string> | AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield typeof piece === 'string' ? encodeDataset(piece) : piece;
}
