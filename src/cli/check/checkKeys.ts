import { extname } from 'node:path';
import type { DatasetLine } from '../../dataset/document/document';
import type { TextEdit } from '../../dataset/document/edit';
import { resolveImagePath } from '../../dataset/images/filePath';
import { imageExtensions } from '../../dataset/images/imageNames';
import { findProperties } from '../../dataset/json/jsonObject';
import { rowKeys } from '../../dataset/rows/row';
import { isObject, valueOf, type JsonObject } from '../../dataset/json/parsedObject';
import { writeFileName } from './checkLines';
import type { FolderNames } from './checkNames';
import type { Finding } from './finding';

const captionKeys: readonly string[] = ['text', 'caption', 'captions'];
/** So many keys lead from a line to a caption at most, as formats of conversations have it. */
const mostNested = 3;
const ownKeys: readonly string[] = [...Object.values(rowKeys), ...captionKeys];

/** A line that holds an object, whether it is a row or not. */
interface ObjectLine {
  line: DatasetLine;
  json: string;
  object: JsonObject;
}

/**
 * What stands under other keys than those that Showtell reads: names of images, and captions of a file that has none otherwise.
 * @returns what was found, and the lines whose own problem that explains
 */
export function findKeyProblems(
  text: string,
  lines: readonly DatasetLine[],
  folder: string,
  images: FolderNames,
): { problems: Finding[]; notes: Finding[]; lines: ReadonlySet<number> } {
  const objects = lines.flatMap((line) => {
    const json = text.slice(line.start, line.end);
    const object = parseObject(json);
    return object ? [{ line, json, object }] : [];
  });
  const names = findNameKey(objects, folder, images);
  const numbers = findNumbers(objects, text, images);
  const captions = findCaptionKeys(objects);
  return {
    problems: [...(names ? [names.finding] : []), ...numbers, ...captions],
    notes: findStructured(objects),
    lines: new Set([...(names?.lines ?? []), ...numbers.flatMap(({ line }) => line ?? [])]),
  };
}

/** Of lines without `file_name`: the one key under which each has the name of an image. */
function findNameKey(
  objects: readonly ObjectLine[],
  folder: string,
  images: FolderNames,
): { finding: Finding; lines: ReadonlySet<number> } | undefined {
  const nameless = objects.filter(({ object }) => valueOf(object, rowKeys.fileName) === undefined);
  if (nameless.length === 0) return undefined;
  const keys = Object.keys(nameless[0].object).filter((key) =>
    nameless.every(({ object }) => namesImage(folder, images, valueOf(object, key))),
  );
  if (keys.length !== 1) return undefined;
  const [key] = keys;
  return {
    lines: new Set(nameless.map(({ line }) => line.line)),
    finding: {
      line: nameless[0].line.line,
      reason: `${count(nameless.length, 'line has', 'lines have')} no "file_name", and the name of an image under "${key}". Showtell and Hugging Face datasets read "file_name".`,
      mend: nameless.flatMap(({ line, json }) => renameKey(line, json, key)),
    },
  };
}

function namesImage(folder: string, images: FolderNames, value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return 'path' in resolveImagePath(folder, value) || images.meantBy(value)?.name !== undefined;
}

/** Numbers in the place of names, where there is an image that has the number for its name. */
function findNumbers(objects: readonly ObjectLine[], text: string, images: FolderNames): Finding[] {
  return objects.flatMap(({ line, object }) => {
    const value = valueOf(object, rowKeys.fileName);
    const meant = typeof value === 'number' ? images.meantBy(String(value)) : undefined;
    if (!meant) return [];
    const { words, name } = meant;
    return [
      {
        line: line.line,
        reason: `${line.problem ?? ''} ${words}`,
        ...(name !== undefined && { mend: writeFileName(text, line, name) }),
      },
    ];
  });
}

function renameKey({ start }: DatasetLine, json: string, key: string): TextEdit[] {
  const found = findProperties(json).find((property) => property.key === key);
  if (!found) return [];
  return [
    { start: start + found.keyRange.start, end: start + found.keyRange.end, text: JSON.stringify(rowKeys.fileName) },
  ];
}

/** Where no line has a caption: the keys that hold text. Which of them is the caption is for a person to say. */
function findCaptionKeys(objects: readonly ObjectLine[]): Finding[] {
  if (objects.length === 0 || objects.some(({ object }) => captionKeys.some((key) => hasText(valueOf(object, key)))))
    return [];
  // A dataset that nobody has captioned yet has suggestions at most.
  const counts = new Map<string, number>();
  for (const { object } of objects) {
    for (const key of new Set(keysOfText(object, ''))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const found = Array.from(counts, ([key, lines]) => `"${key}" (${count(lines, 'line', 'lines')})`).join(', ');
  return [
    {
      reason: `No line has a caption that Showtell reads: those stand under "text", "caption" or "captions". There is text under ${found}. If that is the captions, write it under "text" beside "file_name".`,
    },
  ];
}

/** The keys under which an object holds text that names no image, with those that lead to it: `meta.caption`. */
function keysOfText(object: JsonObject, before: string): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (before === '' && (ownKeys.includes(key) || key.endsWith(rowKeys.fileName))) return [];
    const name = before + key;
    if (holdsSentence(value)) return [name];
    if (name.split('.').length >= mostNested) return [];
    const inside = Array.isArray(value) ? value : [value];
    return inside.filter(isObject).flatMap((one) => keysOfText(one, `${name}.`));
  });
}

/** Anything that says something, also where it is no text and the line therefore no row. */
function hasText(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;
}

function holdsSentence(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => typeof one === 'string' && isSentence(one));
  return typeof value === 'string' && isSentence(value);
}

function isSentence(text: string): boolean {
  return text.trim() !== '' && !imageExtensions.includes(extname(text.trim()).toLowerCase());
}

/** Captions that are JSON in a text: the captioner would learn brackets. */
function findStructured(objects: readonly ObjectLine[]): Finding[] {
  const structured = objects.filter(({ object }) =>
    captionKeys.some((key) => {
      const value = valueOf(object, key);
      return typeof value === 'string' && /^\s*[{[]/.test(value) && parsesToStructure(value);
    }),
  );
  if (structured.length === 0) return [];
  return [
    {
      line: structured[0].line.line,
      reason: `${count(structured.length, 'caption is', 'captions are')} JSON and no sentence: the captioner would learn its brackets and keys.`,
    },
  ];
}

function parsesToStructure(json: string): boolean {
  try {
    return typeof JSON.parse(json) === 'object';
  } catch {
    return false;
  }
}

function parseObject(json: string): JsonObject | undefined {
  if (!json.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
