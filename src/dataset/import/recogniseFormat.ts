import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { captionKeys, firstKey, imageKeys } from './columns';
import type { ImportFormat } from './importFormats';
import { readDocument } from './jsonDocument';
import { couldNotRead } from '../document/file';
import { isObject } from '../json/parsedObject';
import { readableStats, readText } from './readText';
import { textsOf } from './rowLines';
import { readLinePortions } from './textLines';
import { readTextParts } from './textParts';
import { imageExtensions } from '../images/imageNames';

const something = z.record(z.string(), z.unknown());

/**
 * The format that a file or folder seems to be in, by its ending and by what it begins with.
 * @returns nothing if that cannot be told
 * @throws DatasetFileError if it cannot be read
 */
export async function recogniseFormat(from: string): Promise<ImportFormat | undefined> {
  if ((await readableStats(from)).isDirectory()) {
    const names = await readdir(from).catch((error: unknown) => {
      throw couldNotRead(from, error);
    });
    return names.some((name) => name.endsWith('.tar')) ? 'webdataset' : 'txt';
  }
  switch (path.extname(from).toLowerCase()) {
    case '.csv':
    case '.tsv':
      return 'csv';
    case '.tar':
      return 'webdataset';
    case '.parquet':
      return 'parquet';
    case '.caption':
      return 'txt';
    case '.txt':
    case '.token':
      return holdsTable(await readText(from)) ? 'csv' : 'txt';
    case '.jsonl':
    case '.ndjson':
      return ofLine(await firstLine(from));
    case '.json': {
      const line = await lineOfJson(from);
      if (line !== undefined) return ofLine(line);
      return ofDocument(from);
    }
    default:
      return undefined;
  }
}

/** Whether the first lines name an image each, and say something of it. */
function holdsTable(text: string): boolean {
  const [, second = ''] = text.split(/\r\n|\n|\r/, 2);
  const name = /^"?([^,;\t|"]+)"?[,;\t|]/.exec(second)?.[1] ?? '';
  return imageExtensions.includes(path.extname(name.replace(/#\d+$/, '').trim()).toLowerCase());
}

/** The first line that says something; '' where none does. */
async function firstLine(file: string): Promise<string> {
  for await (const lines of readLinePortions(file)) {
    const line = lines.find((one) => one.trim() !== '');
    if (line !== undefined) return line;
  }
  return '';
}

/** The first line of a file with an object on each, which no document of JSON can begin with. */
async function lineOfJson(file: string): Promise<string | undefined> {
  for await (const part of readTextParts(file)) {
    const [first, second = ''] = part.trimStart().split(/\r\n|\n|\r/, 2);
    return second.startsWith('{') && something.safeParse(parseOrNothing(first)).success ? first : undefined;
  }
  return undefined;
}

function ofLine(line: string): ImportFormat {
  const item = something.safeParse(parseOrNothing(line)).data ?? {};
  if ('filename' in item && Array.isArray(item.label)) return 'doccano';
  if (Array.isArray(item.messages)) return 'openai-chat';
  return '_task_hash' in item || 'orig_caption' in item || ('answer' in item && 'image' in item) ? 'prodigy' : 'jsonl';
}

/** As soon as its first items tell. */
async function ofDocument(file: string): Promise<ImportFormat | undefined> {
  let isFirst = true;
  for await (const items of readDocument(file, { outermost: 'either', opened: ['images', 'annotations'] })) {
    for (const { key, index, value } of items) {
      if (key === undefined) return ofElement(something.safeParse(value).data ?? {});
      if (key === 'annotations') return 'coco';
      if (key !== 'images' && isFirst && isOfKohya(key, value)) return 'kohya';
      if (key === 'images' && isObject(value) && 'file_name' in value) return 'coco';
      if (key === 'images' && (index !== undefined || Array.isArray(value))) return 'karpathy';
      isFirst = false;
    }
  }
  return undefined;
}

function ofElement(item: Record<string, unknown>): ImportFormat | undefined {
  if ('conversations' in item) return 'llava';
  if (Array.isArray(item.messages)) return 'openai-chat';
  if ('image_id' in item && 'caption' in item) return 'coco';
  if ('filename' in item && Array.isArray(item.label)) return 'doccano';
  if ('data' in item || 'annotation_id' in item || 'annotator' in item) return 'label-studio';
  const keys = Object.keys(item);
  return firstKey(keys, imageKeys) !== undefined && firstKey(keys, captionKeys) !== undefined ? 'jsonl' : undefined;
}

function isOfKohya(name: string, value: unknown): boolean {
  if (textsOf(value) !== undefined && imageExtensions.includes(path.extname(name).toLowerCase())) return true;
  const entry = something.safeParse(value).data ?? {};
  return 'caption' in entry || 'tags' in entry;
}

function parseOrNothing(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // its reader says what is wrong with it
  }
}
