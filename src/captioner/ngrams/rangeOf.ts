import { firstPlace } from '../../dataset/collections/bisect';

/** Rows of a table, from the first up to the one behind the last. */
export interface Range {
  first: number;
  end: number;
}

/** The rows that have a value in a column that ascends within the range; by bisection. */
export function rangeOf(column: Uint32Array, value: number, { first, end }: Range): Range {
  const start = firstPlace(first, end, (row) => column[row] >= value);
  return { first: start, end: firstPlace(start, end, (row) => column[row] > value) };
}
