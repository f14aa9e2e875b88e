import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { counted } from './counts.mjs';
import { root, run } from './process.mjs';

/** Longer than any suite may take by its own limit. */
const limitSeconds = 3600;

/**
 * Runs a suite whose output shall not mix with that of one beside it.
 * @param {string} name
 * @param {string | undefined} part
 * @param {boolean} givesWay to what waits for a workbench, whose windows would else become slow
 * @returns {Promise<{ counts: import('./counts.mjs').Counts, output: string }>} all that it said, in order
 */
export async function runApart(name, part, givesWay) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-suite-'));
  const file = path.join(folder, 'output.txt');
  const output = openSync(file, 'a');
  try {
    const program = path.join(root, 'scripts', 'steps', 'runSuite.mjs');
    const counts = await counted(name, (into) => {
      const args = [program, into, name, ...(part === undefined ? [] : [part])];
      const priority = givesWay ? os.constants.priority.PRIORITY_LOW : undefined;
      return run(process.execPath, args, { limitSeconds, priority, stdio: ['ignore', output, output] });
    });
    return { counts, output: readFileSync(file, 'utf8') };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}
