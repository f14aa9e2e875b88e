import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { capture, root, run, say } from './process.mjs';
import { installChromium, installCodeServer } from './workbench.mjs';

const node = process.execPath;
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

/**
 * The suites of `npm test`, in order: what is quick and what others build on comes first. Each gives how many passed
 * and failed.
 * @type {Record<string, () => Promise<{passed: number, failed: number}>>}
 */
export const suites = {
  lint: () => check(bin('eslint'), ['.', '--max-warnings=0']),
  types: async () => {
    const results = [await check(bin('tsc'), ['-p', '.']), await check(bin('tsc'), ['-p', 'src/webview'])];
    return results.reduce(add);
  },
  dataset: () => mocha('test/dataset'),
  captioner: () => mocha('test/captioner'),
  engine: () => mocha('test/engine'),
  cli: () => mocha('test/cli'),
  webview: () => mocha('test/webview'),
  scripts: () => mocha('test/scripts'),
  extension: async () => {
    const env = await workbenchEnvironment();
    return counted((counts) =>
      run(node, ['--import', 'tsx', 'test/harness/runExtensionTests.ts'], { env: { ...env, SHOWTELL_COUNTS: counts } }),
    );
  },
  package: async () => mocha('test/package', await workbenchEnvironment()),
  ui: async () => mocha('test/ui', await workbenchEnvironment()),
};

/** @returns {{passed: number, failed: number}} the sum of both */
export function add(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

function mocha(folder, env = process.env) {
  const pattern = `${folder}/**/*.test.ts`;
  const options = ['--reporter', path.join(root, 'scripts', 'steps', 'countingReporter.cjs'), '--timeout', '120000'];
  const args = ['--import', 'tsx', path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'), ...options, pattern];
  return counted((counts) => run(node, args, { env: { ...env, SHOWTELL_COUNTS: counts, TF_CPP_MIN_LOG_LEVEL: '2' } }));
}

/** A command that counts as one test. */
async function check(command, args) {
  const code = await run(command, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs something that writes its counts into a file. If it does not, or fails without a failed test, that is a failure. */
async function counted(start) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-counts-'));
  const file = path.join(folder, 'counts.json');
  try {
    const code = await start(file);
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function workbenchEnvironment() {
  const { node: node24, entry } = await installCodeServer();
  const chromium = installChromium();
  const { stdout } = capture('which', [chromium]);
  return {
    ...process.env,
    SHOWTELL_NODE24: node24,
    SHOWTELL_CODE_SERVER: entry,
    SHOWTELL_CHROMIUM: stdout.trim() || chromium,
  };
}

/** Prints where a suite begins. */
export function announce(name) {
  say(`── ${name} ──`);
}
