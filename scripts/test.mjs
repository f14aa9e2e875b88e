import { setUp } from './setup.mjs';
import { add, announce, suites } from './steps/suites.mjs';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`There is no suite called ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

await setUp();
let total = { passed: 0, failed: 0 };
const failing = [];
for (const name of asked.length > 0 ? asked : Object.keys(suites)) {
  announce(name);
  const began = Date.now();
  const result = await suites[name]().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  console.log(
    `${name}: ${result.passed} passed, ${result.failed} failed in ${Math.round((Date.now() - began) / 1000)} s\n`,
  );
  if (result.failed > 0) failing.push(name);
  total = add(total, result);
}
if (failing.length > 0) console.log(`Failing: ${failing.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
