import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setUp } from './setup.mjs';
import { fail, root, run, say } from './steps/process.mjs';

const ending = '.bench.ts';

/** `npm run bench [-- NAME [ARGUMENT…]]` */
async function main() {
  const names = readdirSync(path.join(root, 'bench')).filter((file) => file.endsWith(ending));
  const known = names.map((file) => file.slice(0, -ending.length));
  const [asked, ...rest] = process.argv.slice(2);
  if (asked !== undefined && !known.includes(asked)) {
    throw new Error(`There is no benchmark called ${asked}. There are: ${known.join(', ')}.`);
  }
  await setUp();
  for (const name of asked === undefined ? known : [asked]) {
    say(`── ${name} ──`);
    const code = await run(process.execPath, ['--import', 'tsx', path.join('bench', `${name}${ending}`), ...rest]);
    if (code !== 0) process.exitCode = 1;
  }
}

main().catch(fail);
