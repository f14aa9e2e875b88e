import type { Mark } from '../../dataset/replace/rule';
import type { Piece } from './replaceMessages';

/** How much of what stays the same is shown beside a change, in characters. */
const context = 40;

/** A caption with what goes and what comes; long stretches that stay the same are cut. */
export function diffPieces(before: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const keep = (text: string, isFirst: boolean, isLast: boolean): void => {
    if (text !== '') pieces.push({ kind: 'kept', text: shortened(text, isFirst, isLast) });
  };
  for (const { start, end, inserted } of marks) {
    keep(before.slice(at, start), at === 0, false);
    if (end > start) pieces.push({ kind: 'removed', text: before.slice(start, end) });
    if (inserted !== '') pieces.push({ kind: 'inserted', text: inserted });
    at = end;
  }
  keep(before.slice(at), false, true);
  return pieces;
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (isLast || text.length <= 2 * context) return text;
  return isFirst ? `…${text.slice(-context)}` : `${text.slice(0, context)}…${text.slice(-context)}`;
}
