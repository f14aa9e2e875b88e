import { isStatus, type Row } from './row';
import { normaliseFileName } from './fileName';

/** What one line of a dataset holds. */
export type LineContent = { row: Row; captions?: string[] } | { problem: string };

/** The key that holds the caption: Showtell's own, or one of those that other tools write. */
export type CaptionKey = 'text' | 'caption' | 'captions';

/** A parsed JSON object. Keys such as `__proto__` are ordinary keys here, as JSON.parse makes them. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads one line that is not blank. The reason of a problem is written for the person who looks at the file. */
export function readContent(json: string): LineContent {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problem: explainBrokenJson(json) };
  }
  if (!isObject(value)) {
    return { problem: `The line holds ${describe(value)}, not an object such as {"file_name": "a.jpg", "text": "…"}.` };
  }
  return readRow(value);
}

/** The value of an own key; what an object inherits is no part of the file. */
export function valueOf(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether a parsed value is an object with keys. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Which key the caption of a row is read from, and so written to. */
export function captionKey(object: JsonObject): CaptionKey {
  if (valueOf(object, 'text') === undefined || valueOf(object, 'text') === null) {
    if (typeof valueOf(object, 'caption') === 'string') {
      return 'caption';
    }
    const captions = valueOf(object, 'captions');
    if (Array.isArray(captions) && captions.length > 0) {
      return 'captions';
    }
  }
  return 'text';
}

function readRow(object: JsonObject): LineContent {
  const fileName = valueOf(object, 'file_name');
  if (fileName === undefined) {
    return { problem: '"file_name" is missing: the line does not say which image it is about.' };
  }
  if (typeof fileName !== 'string') {
    return { problem: `"file_name" is ${describe(fileName)}; it must be the name of the image as text in quotes.` };
  }
  if (fileName === '') {
    return { problem: '"file_name" is empty: the line does not say which image it is about.' };
  }
  for (const key of ['text', 'caption']) {
    const value = valueOf(object, key);
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return { problem: `"${key}" is ${describe(value)}; a caption must be text in quotes.` };
    }
  }
  const list = valueOf(object, 'captions');
  if (list !== undefined && list !== null && !isTextList(list)) {
    return { problem: `"captions" is ${describe(list)}; it must be a list of texts in quotes.` };
  }
  const captions = isTextList(list) ? list : undefined;
  const key = captionKey(object);
  const text = key === 'captions' ? captions?.[0] : valueOf(object, key);
  const status = valueOf(object, 'status');
  const row: Row = {
    fileName: normaliseFileName(fileName),
    text: textOr(text),
    suggestion: textOr(valueOf(object, 'suggestion')),
    status: isStatus(status) ? status : '',
    model: textOr(valueOf(object, 'model')),
    updated: textOr(valueOf(object, 'updated')),
  };
  return captions ? { row, captions } : { row };
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function describe(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return value.every((element) => typeof element === 'string') ? 'a list' : 'a list of other things than texts';
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return `the ${typeof value} ${value}`;
  }
  return typeof value === 'string' ? 'a text' : 'an object';
}

function explainBrokenJson(json: string): string {
  if (json.includes('\0')) {
    return 'The line holds NUL bytes, as a crash or a full disk leaves them; what it said is lost from there on.';
  }
  const trimmed = json.trim();
  if (/^(<{7}|={7}|>{7}|\|{7})( |$)/.test(trimmed)) {
    return 'This is a conflict marker of Git: decide between the two versions in a text editor.';
  }
  if (/^(\/\/|\/\*|#)/.test(trimmed)) {
    return 'This is a comment; JSON has none.';
  }
  if (trimmed === '[' || trimmed === '{') {
    return 'JSON over several lines begins here; this format has one whole object a line.';
  }
  if (/,\s*[}\]]$/.test(trimmed)) {
    return 'Not valid JSON: there is a comma before the closing bracket.';
  }
  if (trimmed.startsWith('{') && !trimmed.endsWith('}')) {
    return 'Not valid JSON: the object is not closed, so the line seems to be cut off.';
  }
  return 'Not valid JSON.';
}
