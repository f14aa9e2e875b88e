import type { DatasetLine } from '../../dataset/document/document';

/**
 * Columns whose type changes from row to row: Arrow, and so Hugging Face datasets, cannot load them. Null fits any type.
 * Each column is reported once, at the first row that differs.
 */
export function findColumnProblems(text: string, rows: readonly DatasetLine[]): { line: number; reason: string }[] {
  const first = new Map<string, { type: string; line: number }>();
  const reported = new Set<string>();
  const found: { line: number; reason: string }[] = [];
  for (const { line, start, end } of rows) {
    const row: unknown = JSON.parse(text.slice(start, end));
    for (const [key, value] of Object.entries(row ?? {})) {
      const type = typeOf(value);
      const earlier = first.get(key);
      if (type === undefined || reported.has(key)) continue;
      if (!earlier) {
        first.set(key, { type, line });
      } else if (earlier.type !== type) {
        reported.add(key);
        found.push({
          line,
          reason: `"${key}" is ${type} here and ${earlier.type} in line ${earlier.line + 1}; Hugging Face datasets needs one type.`,
        });
      }
    }
  }
  return found;
}

function typeOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
