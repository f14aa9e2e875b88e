// The ES module build by its path: the package's default entry does not survive bundling.
import { applyEdits, format } from 'jsonc-parser/lib/esm/main.js';
import * as l10n from '@vscode/l10n';
import { escapeLineBreaks, findProperties } from '../json/jsonObject';
import { isObject } from '../json/parsedObject';

/** What separates the parts of an object on one line. */
export interface Separators {
  comma: string;
  colon: string;
}

/** How an object stands where there is only room for text. */
export const onOneLine: Separators = { comma: ', ', colon: ': ' };

/** What is nested deeper stays on one line: indented, each level would be longer than the one before. */
const deepest = 50;
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu;
const empty = /^(\{\s*\}|\[\s*\])$/;
const indentation = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** Whether a parsed value is a caption with structure: an object, or a list of objects. */
export function isStructure(value: unknown): boolean {
  return isObject(value) || (Array.isArray(value) && value.every(isObject));
}

/**
 * The text of a caption that is an object or a list of them: over several lines, with numbers and texts spelt as they are. '' for one
 * without keys or elements, which says nothing.
 * @param line a row, which JSON.parse takes
 * @param key of its caption
 */
export function structuredText(line: string, key: string): string {
  const value = findProperties(line).findLast((property) => property.key === key)?.value;
  if (!value) return '';
  return laidOut(line.slice(value.start, value.end));
}

/** An object, or a list of them, as a person reads it: see {@link structuredText}. */
export function laidOut(json: string): string {
  if (empty.test(json)) return '';
  return depthOf(json) > deepest ? json : applyEdits(json, format(json, undefined, indentation));
}

/**
 * Why a text cannot replace a caption that is an object or a list of objects, for a person; nothing if it can. One kind cannot take the
 * place of the other: no column holds both.
 */
export function structuredProblem(text: string, isList = false): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (isStructure(value) && Array.isArray(value) === isList) return undefined;
    if (isList) {
      return l10n.t(
        'The caption of this row is a list of JSON objects, which only another one can replace, such as {0}.',
        '[{"key": "…"}]',
      );
    }
    return l10n.t(
      'The caption of this row is a JSON object, which only another one can replace, such as {0}.',
      '{"key": "…"}',
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (isList) {
      return l10n.t(
        'The caption of this row is a list of JSON objects, which only another one can replace; this is no valid JSON: {0}',
        reason,
      );
    }
    return l10n.t(
      'The caption of this row is a JSON object, which only another one can replace; this is no valid JSON: {0}',
      reason,
    );
  }
}

/**
 * Writes a text that is an object or a list of them on one line, with numbers and texts spelt as they are; '' becomes one without keys.
 */
export function structuredJson(text: string, { comma, colon }: Separators): string {
  if (text.trim() === '') return '{}';
  // Between tokens only: what stands within quotes has none of these.
  const parts = text.match(tokens) ?? [];
  return escapeLineBreaks(parts.map((token) => (token === ',' ? comma : token === ':' ? colon : token)).join(''));
}

function depthOf(json: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') most = Math.max(most, ++depth);
    else if (token === '}' || token === ']') depth--;
  }
  return most;
}
