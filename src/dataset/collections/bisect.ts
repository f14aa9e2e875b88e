/**
 * The first place from `low` up to `high` of which something holds that holds of all places after it too; `high` if it holds of
 * none. By bisection.
 */
export function firstPlace(low: number, high: number, holds: (place: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
