import { constants, isUtf8, type Buffer } from 'node:buffer';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type * as z from 'zod';
import { decodeUtf16 } from '../encoding';
import { explainIssue } from '../explainIssue';
import { couldNotRead, DatasetFileError } from '../file';
import { reasonOf } from '../reason';
import { readWholeFile } from '../wholeFile';
import type { ImportProblem } from './importedCaption';
import { whereJsonBreaks } from './whereJsonBreaks';

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

/**
 * A file that holds one JSON document.
 * @throws DatasetFileError if it does not, or not one of this shape
 */
export async function readJson<Value>(path: string, schema: z.ZodType<Value>): Promise<Value> {
  return jsonOf(path, await readText(path), schema);
}

/** The value of a JSON document. @throws DatasetFileError as {@link readJson} does */
export function jsonOf<Value>(path: string, text: string, schema: z.ZodType<Value>): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = reasonOf(error).replace(/ (?:in JSON )?at position \d.*$/u, '');
    const place = `${path}${whereJsonBreaks(text)}`;
    throw new DatasetFileError(l10n.t('{0} is not valid JSON: {1}.', place, reason), { cause: error });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new DatasetFileError(l10n.t('{0} is not of this format: {1} Choose another.', path, explainIssue(read.error)));
}

/** The elements of a list, those that are not of the shape with the reason. */
export function* readElements<Value>(
  list: readonly unknown[],
  schema: z.ZodType<Value>,
  placeOf: (index: number) => string,
): Generator<Read<Value>> {
  for (const [index, element] of list.entries()) yield readElement(element, schema, placeOf(index));
}

/** A value, or why it is not of the shape. */
export function readElement<Value>(element: unknown, schema: z.ZodType<Value>, place: string): Read<Value> {
  const read = schema.safeParse(element);
  return read.success ? { value: read.data, place } : { place, reason: explainIssue(read.error) };
}
