import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * How many tests passed and failed, and the names of those that were left out.
 * @typedef {{ passed: number, failed: number, leftOut: string[] }} Counts
 */

/** @type {Counts} */
export const nothing = { passed: 0, failed: 0, leftOut: [] };

/**
 * @param {Counts} one
 * @param {Counts} other
 * @returns {Counts} the sum of both
 */
export function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    leftOut: [...one.leftOut, ...other.leftOut],
  };
}

/**
 * Runs tests that write their counts into a file. One that writes none, runs none, or ends with a failure that it did not
 * count, counts as a failed test: a crash may not look like a success.
 * @param {(file: string) => Promise<number>} start gives the exit status
 * @returns {Promise<Counts>}
 */
export async function counted(start) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-counts-'));
  const file = path.join(folder, 'counts.json');
  try {
    const code = await start(file);
    /** @type {Counts} */
    const { passed, failed, leftOut } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing;
    return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, leftOut };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
