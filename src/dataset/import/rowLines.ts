import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { parseExactly, SpeltValue } from '../json/exactNumbers';
import { captionOf, isStatus, ownKeys } from '../rows/row';
import { isObject, type JsonObject } from '../json/parsedObject';
import { isStructure, laidOut } from '../rows/structuredCaption';
import { captionKeys, firstKey, imageKeys } from './columns';
import type { Imported, ImportedCaption, ReadingOptions } from './importedCaption';
import { readJsonItems } from './jsonItems';
import type { Shape } from './readText';

/** Nothing of it is copied: a file may have millions. */
const anyRow: Shape<JsonObject> = { schema: z.custom<JsonObject>(isObject), isPlainly: isObject };

/**
 * JSONL with a caption, or a list of them, a line: Showtell's own, that of the Hugging Face imagefolder, and those with other names
 * for the same things. What else stands in a line comes along. The same rows may stand in one list.
 */
export async function* readRowLines(path: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  for await (const reads of readJsonItems(path, anyRow, parseExactly)) {
    yield reads.flatMap((read) => ('reason' in read ? [read] : captionsOfRow(read.value, read.place, options)));
  }
}

/** The captions of something with keys, whatever it was read from. */
export function captionsOfRow(
  row: Readonly<Record<string, unknown>>,
  place: string,
  options: ReadingOptions,
): Imported[] {
  const keys = Object.keys(row);
  const imageKey = options.imageColumn ?? firstKey(keys, imageKeys);
  const image = imageKey === undefined ? undefined : nameOf(row[imageKey]);
  if (imageKey === undefined || image === undefined || image === '') {
    return [{ place, reason: l10n.t('It does not name an image.'), unnamed: { part: 'image', keys } }];
  }
  const captionKey = options.captionColumn ?? captionKeyOf(row, keys);
  const texts = captionKey === undefined ? undefined : saidIn(row[captionKey]);
  const status = isStatus(row.status) ? row.status : undefined;
  if (captionKey === undefined || texts === undefined) {
    if (status === 'excluded') return [{ image, text: '', place, status }];
    return [{ place, reason: l10n.t('It has no caption.'), unnamed: { part: 'caption', keys } }];
  }
  const others = keys.filter((key) => key !== imageKey && key !== captionKey && !ownKeys.has(key));
  const suggestion = wordsOf(row.suggestion);
  const model = wordsOf(row.model);
  const updated = wordsOf(row.updated);
  return texts.map(({ text: said, isStructured }) => {
    const text = captionOf({ status: status ?? '', text: said, suggestion: suggestion ?? said });
    const caption: ImportedCaption = { image, text, place };
    if (isStructured) caption.isStructured = isStructured;
    if (suggestion !== undefined) caption.suggestion = suggestion;
    if (model !== undefined) caption.model = model;
    if (updated !== undefined) caption.updated = updated;
    if (status !== undefined) caption.status = status;
    if (others.length > 0) caption.others = Object.fromEntries(others.map((key) => [key, row[key]]));
    return caption;
  });
}

/** The key of its captions, whatever its capitals. */
function captionKeyOf(row: JsonObject, keys: readonly string[]): string | undefined {
  const plain = captionKeys.find((key) => textsOf(row[key]) !== undefined);
  return (
    plain ??
    firstKey(
      keys.filter((key) => textsOf(row[key]) !== undefined),
      captionKeys,
    ) ??
    structuredKeys.find((key) => structureIn(row[key]) !== undefined)
  );
}

/** Hugging Face's Image is an object with the path of the file. */
function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('path' in value)) return undefined;
  return typeof value.path === 'string' ? value.path : undefined;
}

/** Keys under which an object is a caption; under others it is something else about the image. */
const structuredKeys = ['text', 'caption', 'captions'];

/** What a caption says. */
export type Said = Pick<ImportedCaption, 'text' | 'isStructured'>;

/** The captions that stand there: one, a list of them, or one that is an object or a list of objects. */
export function saidIn(value: unknown): Said[] | undefined {
  const texts = textsOf(value);
  if (texts) return texts.map((text) => ({ text }));
  const json = structureIn(value);
  return json === undefined ? undefined : [{ text: laidOut(json), isStructured: true }];
}

/** An object, or a list of objects, as it is spelt where that is known. */
function structureIn(value: unknown): string | undefined {
  if (value instanceof SpeltValue) return isStructure(JSON.parse(value.json)) ? value.json : undefined;
  if (Array.isArray(value) && value.length === 0) return undefined;
  return isStructure(value) ? JSON.stringify(value) : undefined;
}

/** The captions that stand there: one, or a list of them. */
export function textsOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((one) => typeof one === 'string') ? value : undefined;
}

/** What says how a caption came about. */
function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
