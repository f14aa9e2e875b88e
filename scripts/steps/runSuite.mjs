import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { fail, say } from './process.mjs';
import { announce, niceness, suites } from './suites.mjs';

/** One suite in a process of its own, `runSuite.mjs COUNTS SUITE [PART]`: its counts go into the file COUNTS. */
async function main() {
  const [counts, name, part] = process.argv.slice(2);
  // What the suite starts is as nice. Where that cannot be set, suites run as they are.
  try {
    os.setPriority(niceness(name));
  } catch (error) {
    say(`the suite keeps its priority: ${error instanceof Error ? error.message : String(error)}`);
  }
  announce(name);
  const result = await suites[name](part);
  writeFileSync(counts, JSON.stringify(result));
  // A failed test is in the counts; a status would say that the suite itself did not end well.
}

main().catch(fail);
