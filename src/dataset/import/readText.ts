import { constants, isUtf8, type Buffer } from 'node:buffer';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type * as z from 'zod';
import { decodeUtf16 } from '../files/encoding';
import { explainIssue } from '../json/explainIssue';
import { couldNotRead, DatasetFileError } from '../document/file';
import { reasonOf } from '../files/reason';
import { whereJsonBreaks } from '../json/whereJsonBreaks';
import { readWholeFile } from '../files/wholeFile';
import type { ImportProblem } from './importedCaption';

/** Something read, or why it could not be, and where it stands. */
export type Read<Value> = { value: Value; place: string } | ImportProblem;

/** What kind of thing a path leads to. @throws DatasetFileError if there is nothing that can be read */
export function readableStats(path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    throw couldNotRead(path, error);
  });
}

/**
 * The text of a file without its byte order mark: UTF-8, or UTF-16 with such a mark.
 * @throws DatasetFileError if it cannot be read, or is neither
 */
export async function readText(path: string): Promise<string> {
  const text = textOf(
    await readTextBytes(path).catch((error: unknown) => {
      throw couldNotRead(path, error);
    }),
  );
  if (text === undefined) throw notUtf8(path);
  return text;
}

/** The bytes of a file, if they fit into a text. @throws the error of the file system */
export function readTextBytes(path: string): Promise<Buffer> {
  return readWholeFile(path, constants.MAX_STRING_LENGTH);
}

/** The text of bytes as {@link readText} has it, if they are one. */
export function textOf(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : decodeUtf16(bytes);
}

/** What is said of a file that is no text. */
export function notUtf8(path: string): DatasetFileError {
  return new DatasetFileError(l10n.t('{0} is not UTF-8. Save it as UTF-8, then import it again.', path));
}

/** The value of a JSON document. @throws DatasetFileError if it is none, or not one of this shape */
export function jsonOf<Value>(path: string, text: string, schema: z.ZodType<Value>): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = reasonOf(error).replace(/ (?:in JSON )?at position \d.*$/u, '');
    const where = whereJsonBreaks(text);
    const place = where ? `${path}:${where.line}:${where.column}` : path;
    throw new DatasetFileError(l10n.t('{0} is not valid JSON: {1}.', place, reason), { cause: error });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new DatasetFileError(l10n.t('{0} is not of this format: {1} Choose another.', path, explainIssue(read.error)));
}

/** What an element of a document has to be. */
export interface Shape<Value> {
  schema: z.ZodType<Value>;
  /**
   * Whether a value is of the shape for sure, told without its schema: most are, and of a hundred thousand a schema takes as long as parsing them.
   * It takes none that the schema refuses.
   */
  isPlainly?: (value: unknown) => value is Value;
}

/** A value, or why it is not of the shape. */
export function readElement<Value>(element: unknown, { schema, isPlainly }: Shape<Value>, place: string): Read<Value> {
  if (isPlainly?.(element) === true) return { value: element, place };
  const read = schema.safeParse(element);
  return read.success ? { value: read.data, place } : { place, reason: explainIssue(read.error) };
}
