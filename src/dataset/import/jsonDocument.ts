import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { mayLoseNumbers } from '../json/exactNumbers';
import { findProperties } from '../json/jsonObject';
import { DocumentReading, type DocumentItems } from './documentReading';
import type { ImportProblem } from './importedCaption';
import { jsonOf, readText } from './readText';
import { readTextParts } from './textParts';

/** What a document may be, and what of it is wanted. */
export interface DocumentShape {
  outermost: 'list' | 'object' | 'either';
  /** Keys of the object under which lists are gone into. */
  opened?: readonly string[];
  /** Those of them that have to be there. */
  needed?: readonly string[];
}

/** An item of a document; a key or an index where it stands under one. */
export interface ParsedItem extends Pick<DocumentItems, 'key' | 'index'> {
  value: unknown;
  /** How it is spelt, where a number in it may be more than a JavaScript number holds. */
  json?: string | undefined;
}

/**
 * The items of a file that holds one JSON document, some at a time, so that one of any length takes little memory: see {@link DocumentReading}.
 * @throws DatasetFileError if it does not hold a document of this shape, though perhaps not before the first items
 */
export async function* readDocument(path: string, shape: DocumentShape): AsyncGenerator<ParsedItem[]> {
  const reading = new DocumentReading(new Set(shape.opened));
  for await (const part of readTextParts(path)) {
    const items = reading.add(part);
    if (items.length > 0) yield parsed(items, reading);
    if (reading.isBroken) break;
  }
  const { items, isWhole } = reading.end();
  if (items.length > 0) yield parsed(items, reading);
  const isOfShape = reading.isList
    ? shape.outermost !== 'object'
    : shape.outermost !== 'list' && (shape.needed ?? []).every((key) => reading.lists.has(key));
  // What is wrong is said of the whole.
  if (!isWhole || reading.isBroken || !isOfShape) jsonOf(path, await readText(path), schemaOf(shape, reading.isList));
}

/** The values up to what is no JSON. */
function parsed(found: readonly DocumentItems[], reading: DocumentReading): ParsedItem[] {
  const items: ParsedItem[] = [];
  for (const { key, index, count, json } of found) {
    const values = listOf(json);
    if (values?.length !== (index === undefined ? count * 2 : count)) {
      reading.isBroken = true;
      break;
    }
    const spelt = mayLoseNumbers(json) ? elementsOf(json) : undefined;
    for (let at = 0; at < count; at++)
      items.push(
        index === undefined
          ? { key: String(values[at * 2]), index, value: values[at * 2 + 1], json: spelt?.[at * 2 + 1] }
          : { key, index: index + at, value: values[at], json: spelt?.[at] },
      );
  }
  return items;
}

/** What stands between commas, as it is spelt. */
function elementsOf(json: string): string[] {
  const list = `{"":[${json}]}`;
  return findProperties(list).flatMap(({ elements }) => elements.map(({ start, end }) => list.slice(start, end)));
}

/** What is wrong with a list under a key that stood there before, and that is no list to go into therefore; nothing for all other items. */
export function repeatedList({ key, index, value }: ParsedItem, path: string): ImportProblem | undefined {
  if (index !== undefined || !Array.isArray(value) || value.length === 0) return undefined;
  const reason = l10n.t('The same key stood there before; what stands under this one is left out.');
  return { place: `${path}: "${key}"`, reason };
}

/** The values between commas, if they are JSON. */
function listOf(json: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(`[${json}]`);
    return Array.isArray(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

function schemaOf({ outermost, needed = [] }: DocumentShape, isList: boolean): z.ZodType {
  const list = z.array(z.unknown());
  if (outermost === 'list' || (outermost === 'either' && isList)) return list;
  return z.looseObject(Object.fromEntries(needed.map((key) => [key, list])));
}
