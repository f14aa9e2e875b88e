const collator = new Intl.Collator('en', { numeric: true });
/** Digits; numbers of more are not exact as a JavaScript number. */
const longestNumber = 15;

/** Orders file names as people do: img2 before img10, and the files of a folder together. The same on every machine. */
export function compareFileNames(first: string, second: string): number {
  if (first === second) return 0;
  const shorter = Math.min(first.length, second.length);
  let at = 0;
  while (at < shorter && first.charCodeAt(at) === second.charCodeAt(at)) at++;
  // Only the first part of the way that differs counts: a folder or a file.
  const start = first.lastIndexOf('/', at - 1) + 1;
  const firstEnd = partEnd(first, at);
  const secondEnd = partEnd(second, at);
  return (
    compareNumbers(first, second, at) ||
    comparePart(first.slice(start, firstEnd), second.slice(start, secondEnd)) ||
    // A folder of this name, and a file: the file comes first.
    (firstEnd === first.length ? 0 : 1) - (secondEnd === second.length ? 0 : 1)
  );
}

function partEnd(name: string, at: number): number {
  const end = name.indexOf('/', at);
  return end < 0 ? name.length : end;
}

/** Names that the collator takes for equal, such as img1 and img01, still need one order. */
function comparePart(first: string, second: string): number {
  if (first === second) return 0;
  return collator.compare(first, second) || (first < second ? -1 : 1);
}

/** What the collator says of names that first differ in a number, said quicker; 0 for all others. @param at where they first differ */
function compareNumbers(first: string, second: string, at: number): number {
  let start = at;
  while (start > 0 && isDigit(first, start - 1)) start--;
  const firstEnd = numberEnd(first, start);
  const secondEnd = numberEnd(second, start);
  if (firstEnd === start || secondEnd === start) return 0;
  if (firstEnd - start > longestNumber || secondEnd - start > longestNumber) return 0;
  return numberAt(first, start, firstEnd) - numberAt(second, start, secondEnd);
}

function numberAt(name: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = number * 10 + name.charCodeAt(at) - 0x30;
  return number;
}

function numberEnd(name: string, start: number): number {
  let end = start;
  while (isDigit(name, end)) end++;
  return end;
}

function isDigit(name: string, at: number): boolean {
  const code = name.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
