/** Rows of a table, from the first up to the one behind the last. */
export interface Range {
  first: number;
  end: number;
}

/** The rows that have a value in a column that ascends within the range; by bisection. */
export function rangeOf(column: Uint32Array, value: number, { first, end }: Range): Range {
  const start = firstAtLeast(column, value, first, end);
  return { first: start, end: firstAtLeast(column, value + 1, start, end) };
}

function firstAtLeast(column: Uint32Array, value: number, first: number, end: number): number {
  let [from, to] = [first, end];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (column[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
