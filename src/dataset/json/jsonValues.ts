// The ES module build by its path: the package's default entry does not survive bundling.
import { createScanner } from 'jsonc-parser/lib/esm/main.js';
import type { TextRange } from './jsonObject';

/** `jsonc-parser` gives enumerations that do not outlive the compiler; the first character tells what a token is, too. */
const opening: readonly string[] = ['{', '['];

/**
 * Finds the object or list that begins at a place of a text, over as many lines as it takes. Does not recurse.
 * @param limit where to stop looking
 * @returns nothing where none begins, or where it breaks off or breaks a rule: the line after a cut one is no part of it
 */
export function findValue(text: string, start: number, limit = text.length): TextRange | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(start);
  const containers: string[] = [];
  let before = '';
  while (scanner.getPosition() < limit) {
    scanner.scan();
    const token = text.charAt(scanner.getTokenOffset());
    if (token === '' || Number(scanner.getTokenError()) !== 0 || !mayFollow(token, before, containers.at(-1)))
      return undefined;
    if (opening.includes(token)) containers.push(token);
    if (token === '}' || token === ']') containers.pop();
    if (containers.length === 0) return { start, end: scanner.getPosition() };
    before = token;
  }
  return undefined;
}

/** Enough of the grammar to see where a value was cut off and another one begins; the rest is JSON.parse's. */
function mayFollow(token: string, before: string, container: string | undefined): boolean {
  if (before === '') return opening.includes(token);
  if (opening.includes(token)) return before === ':' || (container === '[' && (before === ',' || before === '['));
  if (token === '}' || token === ']') return container === (token === '}' ? '{' : '[');
  return true;
}
