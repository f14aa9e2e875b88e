/** As many of the same kind are told one by one. */
export const mostListed = 20;
const mostNames = 3;

/** A line for each, and where there are too many, how many more. */
export function listed<Item>(items: readonly Item[], lineOf: (item: Item) => string): string[] {
  return listedFirst({ first: items, count: items.length }, lineOf);
}

/** The same of things of which only the first are kept. */
export function listedFirst<Item>(
  { first, count }: { first: readonly Item[]; count: number },
  lineOf: (item: Item) => string,
): string[] {
  const lines = first.slice(0, mostListed).map(lineOf);
  return count > mostListed ? [...lines, `… and ${count - mostListed} more of this kind.`] : lines;
}

/** A few names of many. */
export function shownNames(names: readonly string[]): string {
  return `${names.length > mostNames ? 'such as ' : ''}${names.slice(0, mostNames).join(', ')}`;
}

/** `1 image`, `2 images`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
