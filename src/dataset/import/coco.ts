import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { SpeltValue, withExactNumbers } from '../json/exactNumbers';
import { isObject } from '../json/parsedObject';
import { CocoNames } from './cocoNames';
import type { Imported } from './importedCaption';
import { readDocument, repeatedList, type DocumentShape, type ParsedItem } from './jsonDocument';
import { readElement, type Shape } from './readText';

const id = z.union([z.number(), z.string()]);
const imageSchema = z.looseObject({ id, file_name: z.string() });
const annotationSchema = z.looseObject({ image_id: id, caption: z.string() });
export const cocoImage: Shape<z.infer<typeof imageSchema>> = { schema: imageSchema, isPlainly: isImage };
export const cocoAnnotation: Shape<z.infer<typeof annotationSchema>> = {
  schema: annotationSchema,
  isPlainly: isAnnotation,
};
const lists = ['images', 'annotations'];
const shape: DocumentShape = { outermost: 'either', opened: lists, needed: lists };

/**
 * COCO's captions, and the results that captioners write for its scorers: those are suggestions. Where captions stand before the names of their
 * images, the file is read once more.
 */
export async function* readCoco(path: string): AsyncGenerator<Imported[]> {
  const names = new CocoNames();
  let hasImages = false;
  let isAgain = false;
  for await (const items of readDocument(path, shape)) {
    const found: Imported[] = [];
    for (const item of items) {
      const { key, index } = item;
      if (key === undefined) found.push(resultOf(item, path));
      const repeated = key !== undefined && lists.includes(key) ? repeatedList(item, path) : undefined;
      if (repeated) found.push(repeated);
      if (key === 'images') hasImages = true;
      if (key === 'images' && index !== undefined) found.push(...nameImage(item, path, names));
      if (key !== 'annotations' || index === undefined) continue;
      if (hasImages) found.push(captionOf(item, path, names));
      else isAgain = true;
    }
    yield found;
  }
  if (!isAgain) return;
  for await (const items of readDocument(path, shape)) {
    const annotations = items.filter(({ key, index }) => key === 'annotations' && index !== undefined);
    yield annotations.map((item) => captionOf(item, path, names));
  }
}

function resultOf(item: ParsedItem, path: string): Imported {
  const read = readElement(item.value, cocoAnnotation, `${path}: [${item.index}]`);
  if ('reason' in read) return read;
  // The images of such files have their number in their names: COCO_val2014_000000391895.jpg.
  const id = spelledId(item, 'image_id', read.value.image_id);
  return { image: `#${id.replaceAll(/^"|"$/g, '')}`, text: read.value.caption, place: read.place, status: 'suggested' };
}

/** @returns what is wrong with it, if anything is */
function nameImage(item: ParsedItem, path: string, names: CocoNames): Imported[] {
  const read = readElement(item.value, cocoImage, `${path}: images[${item.index}]`);
  if ('reason' in read) return [read];
  names.add(spelledId(item, 'id', read.value.id), read.value.file_name);
  return [];
}

function captionOf(item: ParsedItem, path: string, names: CocoNames): Imported {
  const read = readElement(item.value, cocoAnnotation, `${path}: annotations[${item.index}]`);
  if ('reason' in read) return read;
  const { image_id, caption } = read.value;
  const number = spelledId(item, 'image_id', image_id);
  const image = names.of(number);
  if (image !== undefined) return { image, text: caption, place: read.place };
  return { place: read.place, reason: l10n.t('The file has no image with the id {0}.', number) };
}

/** An id as the file spells it: two that differ in their last of nineteen digits are the same number to JavaScript. */
function spelledId({ value, json }: ParsedItem, key: string, id: number | string): string {
  const exact = json !== undefined && isObject(value) ? withExactNumbers(value, json)[key] : undefined;
  if (exact instanceof SpeltValue) return exact.json;
  return typeof id === 'number' ? String(id) : `"${id}"`;
}

function isImage(value: unknown): value is z.infer<typeof imageSchema> {
  return isObject(value) && isId(value.id) && typeof value.file_name === 'string';
}

function isAnnotation(value: unknown): value is z.infer<typeof annotationSchema> {
  return isObject(value) && isId(value.image_id) && typeof value.caption === 'string';
}

function isId(value: unknown): value is number | string {
  return typeof value === 'string' || Number.isFinite(value);
}
