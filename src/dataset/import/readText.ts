import { constants, isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { decodeUtf16 } from '../encoding';
import { explainIssue } from '../explainIssue';
import { DatasetFileError } from '../file';
import { explainFileError } from '../fileError';
import { reasonOf } from '../reason';
import { readWholeFile } from '../wholeFile';
import type { ImportProblem } from './importedCaption';
import { jsonElements } from './jsonElements';
import { whereJsonBreaks } from './whereJsonBreaks';

/** Elements that are told of at a time. */
const atOnce = 1_000;

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
  const bytes = await readWholeFile(path, constants.MAX_STRING_LENGTH).catch((error: unknown) => {
    throw couldNotRead(path, error);
  });
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  const text = decodeUtf16(bytes);
  if (text === undefined) throw notUtf8(path);
  return text;
}

/** What is said of a file that cannot be read. */
export function couldNotRead(path: string, error: unknown): DatasetFileError {
  return new DatasetFileError(l10n.t('Cannot read {0}: {1}.', path, explainFileError(error)), { cause: error });
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

/**
 * The elements of a file that holds one JSON list, those that are not of the shape with the reason. One after the other is made a value.
 * @throws DatasetFileError if it does not hold such a list, though perhaps not before the first elements
 */
export async function* readJsonList<Value>(path: string, schema: z.ZodType<Value>): AsyncGenerator<Read<Value>[]> {
  const text = await readText(path);
  const elements = jsonElements(text);
  let read: Read<Value>[] = [];
  let index = 0;
  for (let next = elements.next(); ; next = elements.next()) {
    const value = next.done === true ? undefined : parsedOrNothing(next.value);
    if (value === undefined) {
      // What is wrong is said of the whole.
      if (next.value !== true) jsonOf(path, text, z.array(z.unknown()));
      yield read;
      return;
    }
    read.push(readElement(value, schema, `${path}: [${index++}]`));
    if (read.length < atOnce) continue;
    yield read;
    read = [];
  }
}

/** The first element of a file that holds one JSON list, or else the whole. @throws DatasetFileError if neither is JSON */
export async function readJsonBeginning(path: string): Promise<unknown> {
  const text = await readText(path);
  const { value, done } = jsonElements(text).next();
  const first = done === true ? undefined : parsedOrNothing(value);
  return first === undefined ? jsonOf(path, text, z.unknown()) : [first];
}

function jsonOf<Value>(path: string, text: string, schema: z.ZodType<Value>): Value {
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

function parsedOrNothing(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
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
