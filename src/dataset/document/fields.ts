import * as l10n from '@vscode/l10n';
import type { DatasetLine } from './document';
import { joinSplices, separators, type TextEdit } from './edit';
import { findProperties, jsonInOneLine } from '../json/jsonObject';
import { isObject, valueOf } from '../json/parsedObject';
import { ownKeys } from '../rows/row';

/** What a row says under a key that is none of Showtell's: a split, tags, a licence. */
export interface Field {
  name: string;
  /** The text; of what is none, how it is written in JSON. */
  text: string;
  /** Whether it is text, which can be edited as such. */
  isText: boolean;
}

/** What is no text is only looked at: as many characters of it tell what it is. */
const mostOfOthers = 200;

/** The keys under which a row is read: what stands under others is of other tools, or a person's own. */
export const readKeys: ReadonlySet<string> = new Set([...ownKeys, 'caption', 'captions']);

/** Whether a key of a row may be a field: it has a name, and nothing of the caption stands there. */
export function isFieldName(name: string): boolean {
  return name !== '' && !readKeys.has(name);
}

/** The fields of one line, in its order. @param json a line that is a row */
export function fieldsOf(json: string): Field[] {
  const object: unknown = JSON.parse(json);
  if (!isObject(object) || !Object.keys(object).some(isFieldName)) return [];
  const fields = new Map<string, Field>();
  // As it is spelt there, however deep it is.
  for (const { key: name, value } of findProperties(json)) {
    if (!isFieldName(name)) continue;
    const own = valueOf(object, name);
    const isText = typeof own === 'string';
    fields.set(name, { name, text: isText ? own : json.slice(value.start, value.end).slice(0, mostOfOthers), isText });
  }
  return [...fields.values()];
}

/**
 * Gives a row's field another text. Only its value is spliced into the line; a field that the row does not have is added at
 * its end in the line's own style.
 * @throws Error if the line is no row, the key is one of the caption's, or something else than text stands there
 */
export function editField(text: string, line: DatasetLine, name: string, value: string): TextEdit {
  const json = text.slice(line.start, line.end);
  if (!line.row) {
    const reason = line.problem ?? l10n.t('it is blank.');
    throw new Error(l10n.t('Line {0} is no row, so it cannot be edited: {1}', line.line + 1, reason));
  }
  if (!isFieldName(name)) {
    throw new Error(l10n.t('“{0}” belongs to the caption: it is edited in the text box, and is no field.', name));
  }
  const properties = findProperties(json);
  // Of a key that stands there twice, the last is the one that readers see.
  const property = properties.findLast(({ key }) => key === name);
  if (!property) {
    const { comma, colon } = separators(json, properties);
    const end = properties.at(-1)?.value.end ?? json.length;
    const added = `${comma}${jsonInOneLine(name)}${colon}${jsonInOneLine(value)}`;
    return joinSplices(json, line.start, [{ start: end, end, text: added }]);
  }
  const before: unknown = JSON.parse(json.slice(property.value.start, property.value.end));
  if (typeof before !== 'string') {
    throw new Error(
      l10n.t('“{0}” of line {1} is no text, so it can be edited only in a text editor.', name, line.line + 1),
    );
  }
  const isSame = before === value;
  return joinSplices(json, line.start, isSame ? [] : [{ ...property.value, text: jsonInOneLine(value) }]);
}
