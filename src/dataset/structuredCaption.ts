// The ES module build by its path: the package's default entry does not survive bundling.
import { applyEdits, format } from 'jsonc-parser/lib/esm/main.js';
import * as l10n from '@vscode/l10n';
import { escapeLineBreaks, findProperties } from './jsonObject';

/** What separates the parts of an object on one line. */
export interface Separators {
  comma: string;
  colon: string;
}

/** What is nested deeper stays on one line: indented, each level would be longer than the one before. */
const deepest = 50;
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu;
const indentation = { insertSpaces: true, tabSize: 2, eol: '\n' };

/**
 * The text of a caption that is an object: over several lines, with numbers and texts spelt as they are. '' for one without
 * keys, which says nothing.
 * @param line a row, which JSON.parse takes
 * @param key of its caption
 */
export function structuredText(line: string, key: string): string {
  const value = findProperties(line).findLast((property) => property.key === key)?.value;
  if (!value) return '';
  const json = line.slice(value.start, value.end);
  if (findProperties(json).length === 0) return '';
  return depthOf(json) > deepest ? json : applyEdits(json, format(json, undefined, indentation));
}

/** Why a text cannot replace a caption that is an object, for a person; nothing if it can. */
export function structuredProblem(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined;
    return l10n.t(
      'The caption of this row is a JSON object, which only another one can replace, such as {0}.',
      '{"key": "…"}',
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return l10n.t(
      'The caption of this row is a JSON object, which only another one can replace; this is no valid JSON: {0}',
      reason,
    );
  }
}

/**
 * Writes a text that is an object on one line, with numbers and texts spelt as they are; '' becomes one without keys.
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
