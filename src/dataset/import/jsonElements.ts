const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
/** `{` and `[`, and the ends of these. */
const opening: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const closing: ReadonlySet<number> = new Set([0x7d, 0x5d]);

/**
 * The texts of the elements of a JSON list, one after the other, so that no more than one has to be held as a value. Whether they are JSON shows
 * when they are parsed.
 * @returns whether the text is such a list, to its end
 */
export function* jsonElements(text: string): Generator<string, boolean> {
  const begin = /^\s*\[/.exec(text)?.[0].length;
  if (begin === undefined) return false;
  let start = begin;
  let depth = 0;
  for (let at = begin; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (opening.has(code)) {
      depth++;
    } else if (closing.has(code)) {
      if (--depth >= 0) continue;
      const last = text.slice(start, at);
      if (last.trim() !== '' || start > begin) yield last;
      return text.charAt(at) === ']' && text.slice(at + 1).trim() === '';
    } else if (code === comma && depth === 0) {
      yield text.slice(start, at);
      start = at + 1;
    }
  }
  return false;
}

/** Where the quotation mark is that ends a string; -1 if there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === backslash) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return -1;
}
