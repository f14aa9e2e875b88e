import path from 'node:path';
import { failuresIn, passedIn } from './counts.mjs';

/** More files that fail are no accident. */
const mostFiles = 5;

/**
 * Runs the files in which a test failed once more, each alone. For suites that wait for a whole VS Code, on machines that do something
 * else, too: a test that fails twice has failed, and one that passes then is told of, since it has a race to be mended.
 * @param {import('./counts.mjs').Counts} first
 * @param {(part: string) => Promise<import('./counts.mjs').Counts>} run those whose path has this part
 * @returns {Promise<{ counts: import('./counts.mjs').Counts, unsteady: import('./counts.mjs').Failure[] }>} the counts of the last
 * attempt at each file, and what failed at the first only
 */
export async function attemptAgain(first, run) {
  const failing = first.filter(({ failures }) => failures.length > 0);
  if (failing.length === 0 || failing.length > mostFiles || failing.some(({ file }) => file === ''))
    return { counts: first, unsteady: [] };
  const counts = first.filter(({ failures }) => failures.length === 0);
  const unsteady = [];
  for (const { file, failures } of failing) {
    const again = await run(partOf(file));
    counts.push(...again);
    const still = new Set(failuresIn(again).map(({ title }) => title));
    if (passedIn(again) > 0) unsteady.push(...failures.filter(({ title }) => !still.has(title)));
  }
  return { counts, unsteady };
}

/** What only this file's path has: tests that VS Code loads are compiled, and end otherwise. */
const partOf = (file) => `/${path.basename(file).replace(/\.[jt]s$/, '.')}`;
