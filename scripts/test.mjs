import { build } from './steps/build.mjs';
import { add } from './steps/counts.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { installNativeTensorFlow } from './steps/nativeTensorFlow.mjs';
import { fail } from './steps/process.mjs';
import { announce, suites } from './steps/suites.mjs';

/** `npm test [-- SUITE[/PART]…]`: ends with a line that has the sum of all suites. */
async function main() {
  const asked = process.argv.slice(2).map((argument) => argument.split(/\/(.*)/, 2));
  const unknown = asked.map(([name]) => name).filter((name) => !(name in suites));
  if (unknown.length > 0) {
    throw new Error(`There is no suite called ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
  }
  await installDependencies();
  installNativeTensorFlow();

  let total = { passed: 0, failed: 0 };
  const failing = [];
  const count = async (name, suite) => {
    const began = Date.now();
    const result = await suite().catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`${name}: ${result.passed} passed, ${result.failed} failed in ${seconds} s\n`);
    if (result.failed > 0) failing.push(name);
    total = add(total, result);
  };

  // Also when something does not build, the suites tell more about it.
  await count('build', () => build().then(() => ({ passed: 1, failed: 0 })));
  for (const [name, part] of asked.length > 0 ? asked : Object.keys(suites).map((suite) => [suite])) {
    announce(name);
    await count(name, () => suites[name](part));
  }
  if (failing.length > 0) console.log(`Failing: ${failing.join(', ')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch(fail);
