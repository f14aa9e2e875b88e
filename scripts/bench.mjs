import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setUp } from './setup.mjs';
import { root, run, say } from './steps/process.mjs';

const names = readdirSync(path.join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace(/\.bench\.ts$/, ''));
const [asked, ...rest] = process.argv.slice(2);
if (asked !== undefined && !names.includes(asked)) {
  console.error(`There is no benchmark called ${asked}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

await setUp();
let failed = false;
for (const name of asked === undefined ? names : [asked]) {
  say(`── ${name} ──`);
  const code = await run(process.execPath, ['--import', 'tsx', path.join('bench', `${name}.bench.ts`), ...rest]);
  failed ||= code !== 0;
}
process.exit(failed ? 1 : 0);
