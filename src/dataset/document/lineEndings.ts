import { isJson } from '../json/isJson';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Whether all lines end alike: all with LF, or all with CRLF. A lone CR is neither. In UTF-8 no other character has these bytes. */
export function hasOneLineEnding(bytes: Buffer): boolean {
  let at = bytes.indexOf(carriageReturn);
  if (at < 0) return true;
  for (; at >= 0; at = bytes.indexOf(carriageReturn, at + 1)) if (bytes[at + 1] !== lineFeed) return false;
  for (at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1))
    if (bytes[at - 1] !== carriageReturn) return false;
  return true;
}

/**
 * Ends all lines alike, as most of them do already. A lone CR that ends a row becomes the line ending; one between the parts of a
 * row, where JSON allows it, becomes a space, so that the row stays one. CRs before a line ending belong to it.
 */
export function withOneLineEnding(text: string): string {
  const all = text.match(/\n/g)?.length ?? 0;
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const ending = windows > all - windows ? '\r\n' : '\n';
  return text
    .split(/\r*\n/)
    .map((line) => (line.includes('\r') ? withoutLoneReturns(line, ending) : line))
    .join(ending);
}

function withoutLoneReturns(line: string, ending: string): string {
  const content = line.replace(/^[\r\uFEFF]+|\r+$/g, '');
  const start = line.indexOf(content);
  const within = content.replaceAll('\r', isJson(content) ? ' ' : ending);
  const around = (part: string): string => part.replaceAll('\r', ending);
  return around(line.slice(0, start)) + within + around(line.slice(start + content.length));
}
