// The ES module build by its path: the package's default entry does not survive bundling.
import { createScanner } from 'jsonc-parser/lib/esm/main.js';

/** Character offsets inside a text, the end exclusive. */
export interface TextRange {
  start: number;
  end: number;
}

/** Where one property of a JSON object stands in its text. */
export interface PropertyRange {
  key: string;
  keyRange: TextRange;
  value: TextRange;
  /** The elements, where the value is a list. */
  elements: TextRange[];
}

/**
 * Finds where the properties of a JSON object stand, so that one value can be replaced and every other character kept.
 * Does not recurse: nesting of any depth is fine.
 * @param json the text of one object; the caller has made sure that JSON.parse takes it
 */
export function findProperties(json: string): PropertyRange[] {
  const scanner = createScanner(json, true);
  // The first character tells what a token is: strings keep their quote there.
  const next = (): string => {
    scanner.scan();
    return json.charAt(scanner.getTokenOffset());
  };
  const range = (): TextRange => ({
    start: scanner.getTokenOffset(),
    end: scanner.getTokenOffset() + scanner.getTokenLength(),
  });

  const readValue = (): { value: TextRange; elements: TextRange[] } => {
    const first = next();
    const value = range();
    const elements: TextRange[] = [];
    if (first !== '{' && first !== '[') {
      return { value, elements };
    }
    let element: TextRange | undefined;
    for (let depth = 1; depth > 0;) {
      const token = next();
      const opens = token === '{' || token === '[';
      const closes = token === '}' || token === ']';
      depth += opens ? 1 : closes ? -1 : 0;
      value.end = range().end;
      if (first === '[' && depth > 0 && (token !== ',' || depth > 1)) {
        element = { start: element?.start ?? range().start, end: range().end };
      } else if (element) {
        elements.push(element);
        element = undefined;
      }
    }
    return { value, elements };
  };

  const properties: PropertyRange[] = [];
  next();
  for (let token = next(); token !== '}' && token !== ''; token = next()) {
    if (token === ',') {
      continue;
    }
    const key = scanner.getTokenValue();
    const keyRange = range();
    next();
    properties.push({ key, keyRange, ...readValue() });
  }
  return properties;
}

/**
 * JSON in which no reader finds a line break: Python's `splitlines` and editors break at U+0085, U+2028 and U+2029 too, which
 * JSON.stringify leaves as they are. Lone surrogates come out escaped, so the text stays valid UTF-8.
 * @param value something that JSON has: neither undefined nor a function
 */
export function jsonInOneLine(value: unknown): string {
  return escapeLineBreaks(JSON.stringify(value));
}

const oddBreak = /[\u0085\u2028\u2029]/;

/** JSON in which no reader finds a line break that JSON has not: see {@link jsonInOneLine}. */
export function escapeLineBreaks(json: string): string {
  if (!oddBreak.test(json)) return json;
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
