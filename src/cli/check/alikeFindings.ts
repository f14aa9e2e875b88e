import type { Finding } from './finding';

/** So many findings of one kind are told with a line each. */
const mostAlike = 20;

/** Those of one kind that are not told with a line each. */
export interface MoreAlike {
  kind: string;
  count: number;
}

/**
 * Keeps the first findings of each kind, and counts the others: where all images of a dataset are missing, a line for each would
 * hide what else there is. Of one kind are those that differ in what stands in quotation marks, or in numbers, only.
 */
export function firstOfEachKind(findings: readonly Finding[]): { told: Finding[]; more: MoreAlike[] } {
  const counts = new Map<string, number>();
  const told = findings.filter(({ reason }) => {
    const kind = kindOf(reason);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= mostAlike;
  });
  const more = [...counts].map(([kind, count]) => ({ kind, count: count - mostAlike }));
  return { told, more: more.filter(({ count }) => count > 0) };
}

function kindOf(reason: string): string {
  return reason.replaceAll(/"[^"]*"/gu, '"…"').replaceAll(/\d+/gu, '…');
}
