import * as l10n from '@vscode/l10n';
import type { DatasetLine } from './document';
import { findProperties, jsonInOneLine, type PropertyRange, type TextRange } from '../json/jsonObject';
import { isObject, valueOf, type JsonObject } from '../json/parsedObject';
import { captionKey } from '../rows/rowReading';
import { rowFields, rowKeys, type Row } from '../rows/row';
import { isStructure, structuredJson, structuredProblem, type Separators } from '../rows/structuredCaption';

/** One replacement of a range of characters of the document's text. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/**
 * A row as Showtell writes it: one line of JSON with the six keys in their order, without a line ending.
 * @param isStructured whether its text is an object or a list of objects, which stands there as that
 */
export function formatRow(row: Row, isStructured = false): string {
  const { fileName, text, suggestion, status, model, updated } = row;
  if (isStructured) {
    const before = jsonInOneLine({ file_name: fileName }).slice(0, -1);
    const behind = jsonInOneLine({ suggestion, status, model, updated }).slice(1);
    return `${before},"text":${structuredJson(text, { comma: ',', colon: ':' })},${behind}`;
  }
  return jsonInOneLine({ file_name: fileName, text, suggestion, status, model, updated } satisfies Record<
    (typeof rowKeys)[keyof Row],
    string
  >);
}

/**
 * Changes values of one row. Only these values are spliced into the line: unknown keys, the order of keys, the spelling
 * of other values and all other lines stay, byte for byte. Keys that the row does not have yet are added at its end in
 * the line's own style. The caption goes where it was read from: `text`, `caption` or the first of `captions`. One that is an
 * object or a list of objects stays one.
 * @throws Error if the line is not a row, or its caption would be that no more
 */
export function editRow(text: string, line: DatasetLine, changes: Partial<Row>): TextEdit {
  const json = text.slice(line.start, line.end);
  // As Showtell writes it: nothing of another tool is in it that could be lost, and thousands take no time.
  if (line.row && json === formatRow(line.row)) {
    return difference(json, formatRow({ ...line.row, ...changes }), line.start);
  }
  const object: unknown = line.row ? JSON.parse(json) : undefined;
  if (!line.row || !isObject(object)) {
    const reason = line.problem ?? l10n.t('it is blank.');
    throw new Error(l10n.t('Line {0} is no row, so it cannot be edited: {1}', line.line + 1, reason));
  }
  const properties = findProperties(json);
  const splices: TextEdit[] = [];
  const added: string[] = [];
  const style = separators(json, properties);
  for (const field of rowFields) {
    const value = changes[field];
    if (value === undefined) {
      continue;
    }
    const range = findValue(object, properties, field);
    if (!range) {
      added.push(`${style.comma}${jsonInOneLine(rowKeys[field])}${style.colon}${jsonInOneLine(value)}`);
    } else if (line.row[field] !== value) {
      const before = field === 'text' ? valueOf(object, captionKey(object)) : undefined;
      const json = isStructure(before) ? structuredOr(line, value, Array.isArray(before), style) : jsonInOneLine(value);
      splices.push({ ...range, text: json });
    }
  }
  const last = properties.at(-1);
  if (added.length > 0 && last) {
    splices.push({ start: last.value.end, end: last.value.end, text: added.join('') });
  }
  return joinSplices(json, line.start, splices);
}

/** Adds a row after the last line, in the line ending that the text uses; a missing final line ending is added first. */
export function appendRow(text: string, row: Row): TextEdit {
  const ending = lineEnding(text);
  const isOpen = text !== '' && text !== '\uFEFF' && !/[\r\n]$/.test(text.slice(-1));
  return { start: text.length, end: text.length, text: `${isOpen ? ending : ''}${formatRow(row)}${ending}` };
}

/** Removes a whole line with its line ending. */
export function removeRow(text: string, line: DatasetLine): TextEdit {
  const ending = /^(\r\n|\n|\r)/.exec(text.slice(line.end, line.end + 2));
  return { start: line.start, end: line.end + (ending?.[0].length ?? 0), text: '' };
}

/** The text after an edit. */
export function applyEdit(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/** The one replacement that makes a text of another, as short as it can be. */
function difference(before: string, after: string, offset: number): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const text = after.slice(start, after.length - same);
  // Where nothing changes, nowhere: the start of the line.
  if (text === '' && start + same === before.length) return { start: offset, end: offset, text };
  return { start: offset + start, end: offset + before.length - same, text };
}

function findValue(object: JsonObject, properties: PropertyRange[], field: keyof Row): TextRange | undefined {
  const key = field === 'text' ? captionKey(object) : rowKeys[field];
  if (valueOf(object, key) === undefined) {
    return undefined;
  }
  // Of a key that stands there twice, the last is the one that readers see.
  const property = properties.findLast((candidate) => candidate.key === key);
  return key === 'captions' ? property?.elements[0] : property?.value;
}

/** Whatever comes may take the place of an object without keys, or of a list of none: they are no captions. */
function structuredOr({ row, line }: DatasetLine, text: string, isList: boolean, style: Separators): string {
  if (text.trim() === '' && isList) return '[]';
  const problem = text.trim() === '' ? undefined : structuredProblem(text, isList);
  if (problem === undefined) return structuredJson(text, style);
  if (row?.text === '') return jsonInOneLine(text);
  throw new Error(l10n.t('Line {0} stays as it is. {1}', line + 1, problem));
}

/** How a line separates its properties, and a key from its value. */
export function separators(json: string, properties: PropertyRange[]): Separators {
  const [first, second] = properties;
  const colon = first ? json.slice(first.keyRange.end, first.value.start) : ':';
  if (first && second) {
    return { comma: json.slice(first.value.end, second.keyRange.start), colon };
  }
  return { comma: colon === ': ' ? ', ' : ',', colon };
}

/** Makes one edit of several replacements in a line. @param offset where the line begins */
export function joinSplices(json: string, offset: number, splices: TextEdit[]): TextEdit {
  const sorted = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const first = sorted[0];
  if (!first) {
    return { start: offset, end: offset, text: '' };
  }
  let text = '';
  let position = first.start;
  for (const splice of sorted) {
    text += json.slice(position, splice.start) + splice.text;
    position = splice.end;
  }
  return { start: offset + first.start, end: offset + position, text };
}

function lineEnding(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
