// As jsonObject.ts does it: the package's default entry does not survive bundling.
import { getLocation, parseTree } from 'jsonc-parser/lib/esm/main.js';
import type { TextRange } from '../json/jsonObject';
import { rowKeys, statuses } from './row';

/** What may stand at a place in a row. */
export interface RowCompletion {
  kind: 'key' | 'status';
  /** What it would take the place of. */
  range: TextRange;
  /** Without quotation marks. */
  texts: readonly string[];
  /** Whether a colon follows already. */
  hasValue: boolean;
}

/** What may stand at a place of a line that is being written: keys that it does not have yet, or a status. */
export function completionsAt(line: string, at: number): RowCompletion | undefined {
  const { path, isAtPropertyKey, previousNode: node } = getLocation(line, at);
  if (path.length !== 1) return undefined;
  const isWithin = node !== undefined && at > node.offset && at <= node.offset + node.length;
  const range = isWithin ? { start: node.offset, end: node.offset + node.length } : { start: at, end: at };
  const hasValue = /^\s*:/.test(line.slice(range.end));
  if (isAtPropertyKey) {
    const there = keysOf(line, range);
    return { kind: 'key', range, texts: Object.values(rowKeys).filter((key) => !there.has(key)), hasValue };
  }
  return path[0] === rowKeys.status ? { kind: 'status', range, texts: statuses, hasValue } : undefined;
}

/** The keys of a line but for the one at a place. */
function keysOf(line: string, { start }: TextRange): ReadonlySet<string> {
  const keys = (parseTree(line)?.children ?? []).flatMap(({ children }) => children?.[0] ?? []);
  return new Set(keys.filter(({ offset }) => offset !== start).map(({ value }) => String(value)));
}
