import os from 'node:os';
import { build } from './steps/build.mjs';
import { add, nothing } from './steps/counts.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { inLanes } from './steps/inLanes.mjs';
import { installNativeTensorFlow } from './steps/nativeTensorFlow.mjs';
import { fail, say } from './steps/process.mjs';
import { runApart } from './steps/suiteOutput.mjs';
import { announce, inGroups, needsWorkbench, startOrder, suites, workbenchEnvironment } from './steps/suites.mjs';

/** Suites that run beside each other. More would only make each other wait. */
const mostLanes = 2;

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

  let total = nothing;
  const failing = [];
  const times = [];
  const count = async (name, suite) => {
    const began = Date.now();
    const result = await suite().catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      return { ...nothing, failed: 1 };
    });
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`${name}: ${result.passed} passed, ${result.failed} failed in ${seconds} s\n`);
    if (result.failed > 0) failing.push(name);
    times.push(`${name} ${seconds} s`);
    total = add(total, result);
  };

  // Also when something does not build, the suites tell more about it.
  await count('build', () => build().then(() => ({ ...nothing, passed: 1 })));
  const lanes = Math.min(mostLanes, os.availableParallelism());
  const began = Date.now();
  const works = asked.length > 0 ? asked : startOrder.map((name) => [name]);
  // On Linux: desktop VS Code brings all that it needs.
  if (process.platform === 'linux' && works.some(([name]) => needsWorkbench(name)))
    await count('workbench', () => workbenchEnvironment().then(() => ({ ...nothing, passed: 1 })));
  if (lanes === 1 || works.length === 1) {
    for (const [name, part] of works) {
      announce(name);
      await count(name, () => suites[name](part));
    }
  } else {
    for (const group of inGroups(works))
      await inLanes(group.some(([name]) => needsWorkbench(name)) ? 1 : lanes, group, async ([name, part]) => {
        say(`${name} begins; what it says comes when it has ended.`);
        await count(name, async () => {
          const { counts, output } = await runApart(name, part);
          process.stdout.write(output);
          return counts;
        });
      });
  }
  for (const title of total.leftOut) console.log(`Left out: ${title}`);
  console.log(`Times: ${times.join(', ')}; all suites together ${Math.round((Date.now() - began) / 1000)} s`);
  if (failing.length > 0) console.log(`Failing: ${failing.join(', ')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch(fail);
