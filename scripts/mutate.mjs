import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { faultsIn } from './mutate/faultsIn.mjs';
import { testsOf } from './mutate/testsOf.mjs';
import { tryFaults } from './mutate/tryFaults.mjs';
import { fail, root, say } from './steps/process.mjs';

/** What tests may change or read from where they are; all else is the checkout's own. */
const copied = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json', 'esbuild.js', 'eslint.config.mjs'];

/**
 * `npm run mutate -- FILE_OR_FOLDER… [--with TEST]…`: puts small faults into files of src, one at a time, in a copy of the checkout, and
 * prints those that none of its nearest tests notices, nor any of the others that are named. What tests start from dist/ is built with them, too.
 *
 * Not Stryker: its newest version needs a newer Node than the product does.
 */
async function main() {
  process.chdir(root);
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { with: { type: 'string', multiple: true, default: [] } },
  });
  const files = positionals.flatMap(filesIn);
  if (files.length === 0) throw new Error('Say which files: npm run mutate -- src/dataset/document/edit.ts');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-mutate-'));
  // Some tests look as another user.
  chmodSync(folder, 0o755);
  try {
    for (const name of copied) cpSync(name, path.join(folder, name), { recursive: true });
    for (const name of readdirSync('.').filter((name) => !copied.includes(name) && name !== '.git'))
      symlinkSync(path.resolve(name), path.join(folder, name));
    for (const file of files) await tryFile(file, folder, values.with).catch((error) => say(error.message));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} place of a file or a folder of src */
function filesIn(place) {
  if (!statSync(place).isDirectory()) return [path.posix.normalize(place)];
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(place, name.split(path.sep).join('/')));
}

async function tryFile(file, folder, others) {
  const tests = testsOf(file, others);
  if (tests.length === 0) return say(`${file}: there are no tests of it.`);
  const source = readFileSync(file, 'utf8');
  const harmless = new Set(
    JSON.parse(readFileSync('scripts/mutate/harmless.json', 'utf8')).map(({ file: of, fault }) => `${of} ${fault}`),
  );
  const all = faultsIn(file, source);
  const told = ({ start, end, text, within }) => {
    const faulty = source.slice(within.start, start) + text + source.slice(end, within.end);
    return `${inWords(source.slice(within.start, within.end))} → ${inWords(faulty)}`;
  };
  const faults = all.filter((fault) => !harmless.has(`${file} ${told(fault)}`));
  const noticed = await tryFaults({ folder, file, source, tests, faults }, (fault) =>
    console.log(`${file}:${source.slice(0, fault.start).split('\n').length}: ${told(fault)}`),
  );
  const share = Math.round((100 * noticed) / Math.max(1, faults.length));
  const without = all.length - faults.length;
  console.log(`${file}: ${all.length} faults, ${without} of them harmless, ${noticed} noticed (${share} %)`);
}

function inWords(text) {
  return text.replaceAll(/\s+/g, ' ');
}

main().catch(fail);
