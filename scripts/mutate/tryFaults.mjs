import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { switchedFaults } from './switchedFaults.mjs';
import { TestProcess } from './testProcess.mjs';

/** After so many faults that were noticed, the tests have to pass without one: what a fault has spoilt for good would be noticed again and again. */
const noticedAtATime = 20;

/**
 * Tries faults one after the other.
 * @param {{ folder: string, file: string, source: string, nearest: string[], others: string[],
 *   faults: import('./faultsIn.mjs').Fault[] }} trial the copy of the checkout, the file there, what it holds, its tests, and what is put
 *   into it; what the nearest tests do not notice, the others may
 * @param {(fault: import('./faultsIn.mjs').Fault) => void} onSurvivor is told of those that no test noticed
 * @returns {Promise<number>} how many were noticed
 */
export async function tryFaults({ folder, file, source, nearest, others, faults }, onSurvivor) {
  const place = path.join(folder, file);
  writeFileSync(place, switchedFaults(source, faults));
  const all = new TestProcess(folder, nearest);
  try {
    const limit = await limitWithout(all, file, 2);
    let limitOfAll = 0;
    /** Those of which is to be seen yet whether something is spoilt. */
    let unsure = [];
    const survivors = new Set();
    const settle = async () => {
      if (unsure.length === 0 || (await all.failure(0, limit)) === undefined) return (unsure = []);
      await all.end();
      for (const number of unsure) if ((await failureAnew(number)) === undefined) survivors.add(number);
      return (unsure = []);
    };
    // What is computed when a file is loaded knows nothing of a fault that is switched on afterwards.
    const failureAnew = async (number) => {
      const tests = [...nearest, ...others];
      if (limitOfAll === 0) {
        const together = new TestProcess(folder, tests);
        limitOfAll = await limitWithout(together, file, 1).finally(() => together.end());
      }
      const anew = new TestProcess(folder, tests, number);
      return anew.failure(number, limitOfAll).finally(() => anew.end());
    };
    for (let number = 1; number <= faults.length; number++) {
      if ((await all.failure(number, limit)) !== undefined) unsure.push(number);
      else if ((await failureAnew(number)) === undefined) survivors.add(number);
      if (unsure.length === noticedAtATime) await settle();
    }
    await settle();
    for (const number of [...survivors].sort((one, other) => one - other)) onSurvivor(faults[number - 1]);
    return faults.length - survivors.size;
  } finally {
    await all.end();
    writeFileSync(place, source);
  }
}

/** @returns what a run with a fault may take, in milliseconds @throws Error if the tests do not pass so often without one */
async function limitWithout(tests, file, runs) {
  let took = 0;
  for (let run = 1; run <= runs; run++) {
    const began = Date.now();
    const failure = await tests.failure(0, 600_000);
    if (failure !== undefined) throw new Error(`${file}: its tests fail without a fault: ${failure}`);
    took = Date.now() - began;
  }
  return 10_000 + 4 * took;
}
