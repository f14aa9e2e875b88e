import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { faultsIn } from './mutate/faultsIn.mjs';
import { testsOf } from './mutate/testsOf.mjs';
import { capture, fail, root, say } from './steps/process.mjs';

const copied = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json', 'esbuild.js', 'eslint.config.mjs'];
const linked = ['node_modules', 'models', 'samples', 'dist', 'l10n', 'package.nls.json', 'package.nls.ko.json'];

/**
 * `npm run mutate -- FILE_OR_FOLDER…`: puts small faults into files of src, one at a time, in a copy of the checkout, and
 * prints those that no test of the file notices. What runs in a process of its own (dist/) is the build of before.
 *
 * Not Stryker: its newest version needs a newer Node than the product does.
 */
async function main() {
  process.chdir(root);
  const files = process.argv.slice(2).flatMap(filesIn);
  if (files.length === 0) throw new Error('Say which files: npm run mutate -- src/dataset/edit.ts');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-mutate-'));
  try {
    for (const name of copied) cpSync(name, path.join(folder, name), { recursive: true });
    for (const name of linked) symlinkSync(path.resolve(name), path.join(folder, name));
    for (const file of files) tryFile(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} place of a file or a folder of src */
function filesIn(place) {
  if (!statSync(place).isDirectory()) return [path.posix.normalize(place)];
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(place, name.split(path.sep).join('/')));
}

function tryFile(file, folder) {
  const tests = testsOf(file);
  if (tests.length === 0) return say(`${file}: there are no tests of it.`);
  const began = Date.now();
  const sound = runTests(tests, folder, 600_000);
  if (!sound.ok) throw new Error(`${file}: its tests fail without a fault.\n${sound.output.slice(-2000)}`);
  const patience = 10_000 + 4 * (Date.now() - began);

  const source = readFileSync(file, 'utf8');
  const harmless = new Set(
    JSON.parse(readFileSync('scripts/mutate/harmless.json', 'utf8')).map(({ file: of, fault }) => `${of} ${fault}`),
  );
  const faults = faultsIn(file, source);
  let noticed = 0;
  let without = 0;
  for (const { start, end, text } of faults) {
    const what = `${inWords(source.slice(start, end))} → ${inWords(text)}`;
    if (harmless.has(`${file} ${what}`)) {
      without++;
      continue;
    }
    writeFileSync(path.join(folder, file), source.slice(0, start) + text + source.slice(end));
    if (!runTests(tests, folder, patience).ok) noticed++;
    else console.log(`${file}:${source.slice(0, start).split('\n').length}: ${what}`);
  }
  writeFileSync(path.join(folder, file), source);
  const share = Math.round((100 * noticed) / Math.max(1, faults.length - without));
  console.log(`${file}: ${faults.length} faults, ${without} of them harmless, ${noticed} noticed (${share} %)`);
}

/** A run that takes far longer than without a fault has noticed it, too. */
function runTests(tests, folder, timeout) {
  const mocha = path.join('node_modules', 'mocha', 'bin', 'mocha.js');
  const args = ['--import', 'tsx', mocha, '--bail', '--exit', '--timeout', String(timeout), ...tests];
  return capture(process.execPath, args, { cwd: folder, timeout, killSignal: 'SIGKILL' });
}

function inWords(text) {
  return text.replaceAll(/\s+/g, ' ');
}

main().catch(fail);
