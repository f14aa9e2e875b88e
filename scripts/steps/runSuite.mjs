import { writeFileSync } from 'node:fs';
import { fail } from './process.mjs';
import { announce, suites } from './suites.mjs';

/** One suite in a process of its own, `runSuite.mjs COUNTS SUITE [PART]`: its counts go into the file COUNTS. */
async function main() {
  const [counts, name, part] = process.argv.slice(2);
  announce(name);
  const result = await suites[name](part);
  writeFileSync(counts, JSON.stringify(result));
  // A failed test is in the counts; a status would say that the suite itself did not end well.
}

main().catch(fail);
