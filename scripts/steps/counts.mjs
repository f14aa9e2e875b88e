import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @typedef {{ passed: number, failed: number }} Counts how many tests */

/**
 * @param {Counts} one
 * @param {Counts} other
 * @returns {Counts} the sum of both
 */
export function add(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
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
    const { passed, failed } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
    return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
