import * as z from 'zod';
import { DocumentItems, type DocumentItem } from './documentItems';
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
export interface ParsedItem extends Pick<DocumentItem, 'key' | 'index'> {
  value: unknown;
}

/**
 * The items of a file that holds one JSON document, some at a time, so that one of any length takes little memory: see {@link DocumentItems}.
 * @throws DatasetFileError if it does not hold a document of this shape, though perhaps not before the first items
 */
export async function* readDocument(path: string, shape: DocumentShape): AsyncGenerator<ParsedItem[]> {
  const reading = new DocumentItems(new Set(shape.opened));
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

function parsed(items: readonly DocumentItem[], reading: DocumentItems): ParsedItem[] {
  const values: ParsedItem[] = [];
  for (const { key, index, json } of items) {
    try {
      values.push({ key, index, value: JSON.parse(json) });
    } catch {
      reading.isBroken = true;
      break;
    }
  }
  return values;
}

function schemaOf({ outermost, needed = [] }: DocumentShape, isList: boolean): z.ZodType {
  const list = z.array(z.unknown());
  if (outermost === 'list' || (outermost === 'either' && isList)) return list;
  return z.looseObject(Object.fromEntries(needed.map((key) => [key, list])));
}
