import * as l10n from '@vscode/l10n';
import { isStatus, type Row } from './row';
import { normaliseFileName } from '../images/fileName';
import { isObject, type JsonObject } from '../json/parsedObject';
import { isStructure, structuredText } from './structuredCaption';
import { whereJsonBreaks } from '../json/whereJsonBreaks';

/** What one line of a dataset holds. */
export type LineContent =
  | {
      row: Row;
      captions?: string[];
      /** Its caption is an object, or a list of objects; `row.text` is how that is written. */ isStructured?: true;
    }
  | { problem: string };

/** The key that holds the caption: Showtell's own, or one of those that other tools write. */
export type CaptionKey = 'text' | 'caption' | 'captions';

/** Reads one line that is not blank. The reason of a problem is written for the person who looks at the file. */
export function readContent(json: string): LineContent {
  return parseContent(json).content;
}

/** Reads one line as {@link readContent} does, and gives the object that it holds, too, if it holds one. */
export function parseContent(json: string): { content: LineContent; object?: JsonObject } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { content: { problem: explainBrokenJson(json) } };
  }
  if (isObject(value)) return { content: readRow(value, json), object: value };
  const problem = l10n.t(
    'The line holds {0}, not an object such as {1}.',
    describe(value),
    '{"file_name": "a.jpg", "text": "…"}',
  );
  return { content: { problem } };
}

/** Which key the caption of a row is read from, and so written to. */
export function captionKey(object: JsonObject): CaptionKey {
  const { text, caption, captions } = object;
  if (text === undefined || text === null) {
    if (typeof caption === 'string' || isStructure(caption)) {
      return 'caption';
    }
    if (Array.isArray(captions) && captions.length > 0) {
      return 'captions';
    }
  }
  return 'text';
}

function readRow(object: JsonObject, json: string): LineContent {
  // No object inherits anything under these keys, and asking whether they are its own takes as long as all else.
  const { file_name: fileName, text, caption, captions: list, suggestion, status, model, updated } = object;
  if (fileName === undefined) {
    return { problem: l10n.t('"file_name" is missing: the line does not say which image it is about.') };
  }
  if (typeof fileName !== 'string') {
    return {
      problem: l10n.t('"file_name" is {0}; it must be the name of the image as text in quotes.', describe(fileName)),
    };
  }
  if (fileName === '') {
    return { problem: l10n.t('"file_name" is empty: the line does not say which image it is about.') };
  }
  const refused = isCaption(text) ? (isCaption(caption) ? undefined : 'caption') : 'text';
  if (refused !== undefined) {
    return {
      problem: l10n.t(
        '"{0}" is {1}; a caption must be text in quotes, an object, or a list of objects.',
        refused,
        describe(object[refused]),
      ),
    };
  }
  if (list !== undefined && list !== null && !isTextList(list)) {
    return { problem: l10n.t('"captions" is {0}; it must be a list of texts in quotes.', describe(list)) };
  }
  const captions = isTextList(list) ? list : undefined;
  const key = captionKey(object);
  const value = key === 'captions' ? captions?.[0] : object[key];
  const isStructured = isStructure(value);
  const row: Row = {
    fileName: normaliseFileName(fileName),
    text: isStructured ? structuredText(json, key) : textOr(value),
    suggestion: textOr(suggestion),
    status: isStatus(status) ? status : '',
    model: textOr(model),
    updated: textOr(updated),
  };
  if (captions) return isStructured ? { row, captions, isStructured } : { row, captions };
  return isStructured ? { row, isStructured } : { row };
}

/** Whether a key may have this value: none, or a caption. */
function isCaption(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string' || isStructure(value);
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
    return value.every((element) => typeof element === 'string')
      ? l10n.t('a list')
      : l10n.t('a list of other things than texts');
  }
  if (typeof value === 'number') {
    return l10n.t('the number {0}', value);
  }
  if (typeof value === 'boolean') {
    return l10n.t('the boolean {0}', value);
  }
  return typeof value === 'string' ? l10n.t('a text') : l10n.t('an object');
}

function explainBrokenJson(json: string): string {
  if (json.includes('\0')) {
    return l10n.t(
      'The line holds NUL bytes, as a crash or a full disk leaves them; what it said is lost from there on.',
    );
  }
  const trimmed = json.trim();
  if (/^(<{7}|={7}|>{7}|\|{7})( |$)/.test(trimmed)) {
    return l10n.t('This is a conflict marker of Git: decide between the two versions in a text editor.');
  }
  if (/^(\/\/|\/\*|#)/.test(trimmed)) {
    return l10n.t('This is a comment; JSON has none.');
  }
  if (trimmed === '[' || trimmed === '{') {
    return l10n.t('JSON over several lines begins here; this format has one whole object a line.');
  }
  if (/,\s*[}\]]$/.test(trimmed)) {
    return l10n.t('Not valid JSON: there is a comma before the closing bracket.');
  }
  if (trimmed.startsWith('{') && !trimmed.endsWith('}')) {
    return l10n.t('Not valid JSON: the object is not closed, so the line seems to be cut off.');
  }
  const where = whereJsonBreaks(json);
  return where ? l10n.t('Not valid JSON from column {0} on.', where.column) : l10n.t('Not valid JSON.');
}
