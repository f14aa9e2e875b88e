import { isJson } from '../json/isJson';

/**
 * Captions of which a format, or what usually reads it, makes something else: `lines` are several of them, `breaks` has a sign that some readers
 * end a line at and others do not, `missing` is what readers of tables take for nothing, and `json` what is a value to those who look for one.
 */
export type OddCaption = 'lines' | 'breaks' | 'missing' | 'json';

/** Whatever a reader may take for the end of a line. */
export const lineBreak = /[\r\n\v\f\u001c-\u001e\u0085\u2028\u2029]/;
/** What is one beside a line feed, alone or after a carriage return. */
const oddBreak = /\r(?!\n)|[\v\f\u001c-\u001e\u0085\u2028\u2029]/;

/** What pandas 3.1.1 takes for nothing in a table, and datasets with it. */
const missing: ReadonlySet<string> = new Set(
  '#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'.split('|'),
);
const longestMissing = Math.max(...Array.from(missing, ({ length }) => length));

/** Values that are no texts, as the parser of pandas takes them, which datasets 5.2.0 asks: it reads 007 and a minus sign, too. */
const bareValue = /^\s*(?:-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|-|true|false|null|NaN|-?Infinity)\s*$/;
const beginsJson = /^\s*["{[]/;

/** What of a caption is odd. */
export function* oddnessOf(caption: string): Generator<OddCaption> {
  if (lineBreak.test(caption)) {
    if (lineBreak.test(caption.trim())) yield 'lines';
    if (oddBreak.test(caption)) yield 'breaks';
  }
  if (caption.length <= longestMissing && missing.has(caption)) yield 'missing';
  if (bareValue.test(caption) || (beginsJson.test(caption) && isJson(caption))) yield 'json';
}
