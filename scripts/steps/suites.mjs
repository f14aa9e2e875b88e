import { existsSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { counted, oneTest } from './counts.mjs';
import { root, run, say } from './process.mjs';
import { installChromium, installCodeServer } from './workbench.mjs';

const node = process.execPath;
const program = (...parts) => path.join(root, 'node_modules', ...parts);
const prettier = program('prettier', 'bin', 'prettier.cjs');
const depcruise = program('dependency-cruiser', 'bin', 'dependency-cruise.mjs');
/** A suite that hangs shall not take all of the time that a run may take. */
const limitSeconds = 1800;
/** The tests in a browser wait for a whole VS Code, again and again. */
const browserLimitSeconds = 3300;
/** Files of the suite `ui` that run beside each other: a VS Code with its browser takes two processors, or becomes slow. */
const workbenchesAtOnce = Math.min(2, Math.max(1, Math.floor(os.availableParallelism() / 2)));

/**
 * The suites of `npm test`, in order: what is quick and what others build on comes first. Each gives how many passed
 * and failed. Those of test/ take a part of a file's path, and then run only such files.
 * @type {Record<string, (part?: string) => Promise<import('./counts.mjs').Counts>>}
 */
export const suites = {
  format: () => check('format', prettier, ['--check', '--log-level=warn', '.']),
  lint: () =>
    counted('lint', (counts) =>
      run(node, [path.join(root, 'scripts', 'steps', 'lintWithTypes.mjs'), counts], { limitSeconds }),
    ),
  imports: () =>
    check('imports', depcruise, ['src', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long']),
  dataset: (part) => mocha('test/dataset', part),
  captioner: (part) => mocha('test/captioner', part),
  engine: (part) => mocha('test/engine', part),
  cli: (part) => mocha('test/cli', part),
  webview: (part) => mocha('test/webview', part),
  scripts: (part) => mocha('test/scripts', part),
  extension: async (part) => {
    // Elsewhere desktop VS Code can be downloaded.
    const env = process.platform === 'linux' ? await workbenchEnvironment() : process.env;
    const args = ['--import', 'tsx', path.join('test', 'harness', 'runExtensionTests.ts')];
    return counted('extension', (counts) =>
      run(node, args, { limitSeconds, env: { ...env, SHOWTELL_COUNTS: counts, SHOWTELL_TESTS: part ?? '' } }),
    );
  },
  ui: async (part) =>
    mocha('test/ui', part, {
      // Of a whole run nobody looks at the pictures, and each takes as long as ten keys.
      env: { ...(await workbenchEnvironment()), ...(part === undefined && { SHOWTELL_PICTURES: 'none' }) },
      seconds: browserLimitSeconds,
      atOnce: workbenchesAtOnce,
    }),
  package: async (part) => mocha('test/package', part, { env: await workbenchEnvironment() }),
};

/**
 * What computes all the time, in the order in which it begins: what tells at once what is wrong, then the longest first, so that no long
 * one is left alone at the end.
 */
const computing = ['format', 'lint', 'imports', 'cli', 'engine', 'captioner', 'dataset', 'scripts', 'webview'];
/** What waits for a workbench, and for its windows, most of the time. */
const waiting = ['ui', 'extension', 'package'];

/** @returns whether a suite needs a workbench */
export const needsWorkbench = (name) => waiting.includes(name);

/**
 * Two lanes, each with the lists that it takes from: one workbench at a time, with what computes beside it, and once the last of them has
 * ended, beside what computes.
 * @param {string[][]} works names of suites, each with its part
 */
export function lanesOf(works) {
  const computes = works.filter(([name]) => !needsWorkbench(name));
  return [[works.filter(([name]) => needsWorkbench(name)), computes], [computes]];
}

/** All suites, as they begin. */
export const startOrder = [...computing, ...waiting];

/** Prints where a suite begins. */
export function announce(name) {
  say(`── ${name} ──`);
}

/**
 * @param {string} folder
 * @param {string} [part] of the files' paths in it
 * @param {{ env?: NodeJS.ProcessEnv, seconds?: number, atOnce?: number }} [options] files that run at once, each in a process
 */
async function mocha(folder, part = '', { env = process.env, seconds = limitSeconds, atOnce = 1 } = {}) {
  const files = testsIn(folder, part);
  if (files.length === 0)
    return oneTest(folder, `There are no tests in ${folder}${part === '' ? '' : ` whose path has “${part}”`}.`);
  const parallel = atOnce > 1 && files.length > 1 ? ['--parallel', '--jobs', String(atOnce)] : [];
  const options = ['--reporter', path.join(root, 'scripts', 'steps', 'countingReporter.cjs'), '--timeout', '120000'];
  const inOrder = parallel.length > 0 ? files.toSorted((one, other) => sizeOf(other) - sizeOf(one)) : files;
  const args = ['--import', 'tsx', program('mocha', 'bin', 'mocha.js'), ...options, ...parallel, ...inOrder];
  return counted(folder, (counts) =>
    run(node, args, {
      limitSeconds: seconds,
      env: { ...env, SHOWTELL_COUNTS: counts, TF_CPP_MIN_LOG_LEVEL: '2' },
    }),
  );
}

/** The largest file mostly takes longest, and shall not be left alone at the end. */
const sizeOf = (file) => statSync(path.join(root, file)).size;

/** @returns the test files of a folder whose path in it has this part */
function testsIn(folder, part) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && `/${file}`.includes(part))
    .sort()
    .map((file) => path.join(folder, file));
}

/** A command that counts as one test. */
async function check(title, script, args) {
  const code = await run(node, [script, ...args], { limitSeconds });
  return oneTest(title, code === 0 ? undefined : `It ended with status ${code}.`);
}

/**
 * Where the tests that need a workbench find one; see test/harness/installed.ts. Installs it where it is not there: suites that run beside
 * each other would both do so.
 */
export async function workbenchEnvironment() {
  const { node: node24, entry } = await installCodeServer();
  return { ...process.env, SHOWTELL_NODE24: node24, SHOWTELL_CODE_SERVER: entry, SHOWTELL_CHROMIUM: installChromium() };
}
