const collator = new Intl.Collator('en', { numeric: true });

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
  return collator.compare(first, second) || (first < second ? -1 : 1);
}
