import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * What became of the tests of one file; a command that counts as one test has no file.
 * @typedef {{ title: string, reason: string }} Failure
 * @typedef {{ file: string, passed: number, failures: Failure[], leftOut: string[] }} FileCounts
 * @typedef {FileCounts[]} Counts
 */

/** @returns {Counts} of a command that counts as one test, which failed if there is a reason */
export function oneTest(title, reason) {
  const failures = reason === undefined ? [] : [{ title, reason }];
  return [{ file: '', passed: 1 - failures.length, failures, leftOut: [] }];
}

/** @param {Counts} counts */
export const passedIn = (counts) => counts.reduce((sum, { passed }) => sum + passed, 0);

/** @param {Counts} counts */
export const failuresIn = (counts) => counts.flatMap(({ failures }) => failures);

/**
 * Runs tests that write their counts into a file. A run that writes none, has no test, or ends with a failure that it did not
 * count, counts as a failed test: a crash may not look like a success.
 * @param {string} title of the run
 * @param {(file: string) => Promise<number>} start gives the exit status
 * @returns {Promise<Counts>}
 */
export async function counted(title, start) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-counts-'));
  const file = path.join(folder, 'counts.json');
  try {
    const code = await start(file);
    if (!existsSync(file)) return oneTest(title, `It ended with status ${code} before it had counted its tests.`);
    /** @type {Counts} */
    const counts = JSON.parse(readFileSync(file, 'utf8'));
    if (failuresIn(counts).length > 0) return counts;
    if (code !== 0) return [...counts, ...oneTest(title, `It ended with status ${code} after its tests.`)];
    return passedIn(counts) > 0 ? counts : [...counts, ...oneTest(title, 'No test ran.')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
