import os from 'node:os';
import { build } from './steps/build.mjs';
import { failuresIn, oneTest, passedIn } from './steps/counts.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { inLanes } from './steps/inLanes.mjs';
import { installNativeTensorFlow } from './steps/nativeTensorFlow.mjs';
import { fail, say } from './steps/process.mjs';
import { attemptAgain } from './steps/secondAttempt.mjs';
import { runApart } from './steps/suiteOutput.mjs';
import { announce, lanesOf, needsWorkbench, startOrder, suites, workbenchEnvironment } from './steps/suites.mjs';

/** Writes the texts in test/golden anew instead of failing where they differ; see test/harness/golden.ts. */
const updateGolden = '--update-golden';

/** `npm test [-- [--update-golden] SUITE[/PART]…]`: ends with a line that has the sum of all suites. */
async function main() {
  const words = process.argv.slice(2);
  if (words.includes(updateGolden)) process.env.SHOWTELL_UPDATE_GOLDEN = '1';
  const asked = words.filter((word) => word !== updateGolden).map((argument) => argument.split(/\/(.*)/, 2));
  const unknown = asked.map(([name]) => name).filter((name) => !(name in suites));
  if (unknown.length > 0) {
    throw new Error(`There is no suite called ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
  }
  await installDependencies();
  installNativeTensorFlow();

  const total = [];
  const failed = [];
  const unsteady = [];
  const times = [];
  const count = async (name, suite, again) => {
    const began = Date.now();
    let counts = await suite().catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      return oneTest(name, error instanceof Error ? error.message : String(error));
    });
    if (again) {
      const attempt = await attemptAgain(counts, again);
      counts = attempt.counts;
      unsteady.push(...attempt.unsteady.map((failure) => ({ name, ...failure })));
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    const failures = failuresIn(counts);
    console.log(`${name}: ${passedIn(counts)} passed, ${failures.length} failed in ${seconds} s\n`);
    failed.push(...failures.map((failure) => ({ name, ...failure })));
    times.push(`${name} ${seconds} s`);
    total.push(...counts);
  };

  // Also when something does not build, the suites tell more about it.
  await count('build', () => build().then(() => oneTest('build')));
  const began = Date.now();
  const works = asked.length > 0 ? asked : startOrder.map((name) => [name]);
  // On Linux: desktop VS Code brings all that it needs.
  if (process.platform === 'linux' && works.some(([name]) => needsWorkbench(name)))
    await count('workbench', () => workbenchEnvironment().then(() => oneTest('workbench')));
  if (os.availableParallelism() === 1 || works.length === 1) {
    for (const [name, part] of works) {
      announce(name);
      await count(name, () => suites[name](part), needsWorkbench(name) ? suites[name] : undefined);
    }
  } else {
    const isWaitedFor = works.some(([name]) => needsWorkbench(name));
    await inLanes(lanesOf(works), async ([name, part]) => {
      say(`${name} begins; what it says comes when it has ended.`);
      const apart = async (part) => {
        const { counts, output } = await runApart(name, part, isWaitedFor && !needsWorkbench(name));
        process.stdout.write(output);
        return counts;
      };
      await count(name, () => apart(part), needsWorkbench(name) ? apart : undefined);
    });
  }
  for (const title of total.flatMap(({ leftOut }) => leftOut)) console.log(`Left out: ${title}`);
  console.log(`Times: ${times.join(', ')}; all suites together ${Math.round((Date.now() - began) / 1000)} s`);
  for (const failure of unsteady) console.log(`Failed, and passed when it was run again alone: ${inWords(failure)}`);
  for (const failure of failed) console.log(`Failed: ${inWords(failure)}`);
  console.log(`${passedIn(total)} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 || passedIn(total) === 0 ? 1 : 0;
}

const inWords = ({ name, title, reason }) => `${name}: ${title}: ${reason}`;

main().catch(fail);
