const collator = new Intl.Collator('en', { numeric: true });
/** Digits; numbers of more are not exact as a JavaScript number. */
const longestNumber = 15;

/** Orders file names as people do: img2 before img10, and the files of a folder together. The same on every machine. */
export function compareFileNames(first: string, second: string): number {
  const firstParts = first.split('/');
  const secondParts = second.split('/');
  const shared = Math.min(firstParts.length, secondParts.length);
  for (let index = 0; index < shared; index++) {
    const order = comparePart(firstParts[index] ?? '', secondParts[index] ?? '');
    if (order !== 0) {
      return order;
    }
  }
  return firstParts.length - secondParts.length;
}

function comparePart(first: string, second: string): number {
  if (first === second) {
    return 0;
  }
  // Names that the collator takes for equal, such as img1 and img01, still need one order.
  return compareNumbers(first, second) || collator.compare(first, second) || (first < second ? -1 : 1);
}

/** What the collator says of names that first differ in a number, said quicker; 0 for all others. */
function compareNumbers(first: string, second: string): number {
  const shorter = Math.min(first.length, second.length);
  let at = 0;
  while (at < shorter && first.charCodeAt(at) === second.charCodeAt(at)) at++;
  while (at > 0 && isDigit(first, at - 1)) at--;
  const firstEnd = numberEnd(first, at);
  const secondEnd = numberEnd(second, at);
  if (firstEnd === at || secondEnd === at || firstEnd - at > longestNumber || secondEnd - at > longestNumber) {
    return 0;
  }
  return Number(first.slice(at, firstEnd)) - Number(second.slice(at, secondEnd));
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
