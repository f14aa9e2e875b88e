import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildPrograms, startsProgram } from './programs.mjs';
import { switchedFaults } from './switchedFaults.mjs';
import { didNotEnd, TestProcess } from './testProcess.mjs';

/** @typedef {import('./faultsIn.mjs').Fault} Fault */

/** After so many faults that were noticed, the tests have to pass without one: what a fault has spoilt for good would be noticed again and again. */
const noticedAtATime = 20;

/**
 * Tries faults one after the other.
 * @param {{ folder: string, file: string, source: string, tests: string[], faults: Fault[] }} trial the copy of the checkout, the file
 *   there, what it holds, its tests, and what is put into it
 * @param {(fault: Fault) => void} onSurvivor is told of those that no test noticed
 * @returns {Promise<number>} how many were noticed
 */
export async function tryFaults({ folder, file, source, tests, faults }, onSurvivor) {
  const place = path.join(folder, file);
  writeFileSync(place, switchedFaults(source, faults));
  const asItIs = tests.some(startsProgram) ? await buildPrograms(folder) : undefined;
  const all = new TestProcess(folder, tests);
  try {
    let limit = await limitWithout(all, file);
    const failure = async (number) => {
      const failed = await all.failure(number, limit);
      if (failed !== didNotEnd) return failed;
      // Perhaps the machine has more to do than when the limit was measured; where it has not, a second try would end no sooner.
      const limitNow = await limitWithout(all, file);
      if (limitNow <= limit) return failed;
      limit = limitNow;
      return await all.failure(number, limit);
    };
    /** Those of which is to be seen yet whether something is spoilt. */
    let unsure = [];
    let noticed = 0;
    const survives = async (number) => {
      const anew = new TestProcess(folder, tests, number);
      return (await anew.failure(number, limit).finally(() => anew.end())) === undefined;
    };
    const settle = async () => {
      const isSound = unsure.length === 0 || (await all.failure(0, limit)) === undefined;
      if (!isSound) await all.end();
      for (const number of unsure)
        if (isSound || !(await survives(number))) noticed++;
        else onSurvivor(faults[number - 1]);
      unsure = [];
    };
    for (let number = 1; number <= faults.length; number++) {
      if ((await failure(number)) !== undefined) unsure.push(number);
      // What is computed when a file is loaded knows nothing of a fault that is switched on afterwards.
      else if (faults[number - 1].isAtLoad && !(await survives(number))) noticed++;
      else onSurvivor(faults[number - 1]);
      if (unsure.length === noticedAtATime) await settle();
    }
    await settle();
    return noticed;
  } finally {
    await all.end();
    writeFileSync(place, source);
    asItIs?.();
  }
}

/** @returns what a run with a fault may take, in milliseconds @throws Error if the tests do not pass twice without one */
async function limitWithout(tests, file) {
  let took = 0;
  for (let run = 1; run <= 2; run++) {
    const began = Date.now();
    const failure = await tests.failure(0, 600_000);
    if (failure !== undefined) throw new Error(`${file}: its tests fail without a fault: ${failure}`);
    took = Date.now() - began;
  }
  return 5_000 + 4 * took;
}
