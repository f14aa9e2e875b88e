import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { capture, has, root, say } from './process.mjs';

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const wheel = 'tensorflow-cpu==2.15.1';
const wheelPlatform = ['--python-version', '3.10', '--platform', 'manylinux2014_x86_64'];

/** Named by what it holds, so that a change of either makes another. */
export const builtName = 'tfjs-node-4.22.0-tensorflow-2.15.1-linux-x64';

/**
 * Builds the native half of @tensorflow/tfjs-node: its libraries and headers come out of TensorFlow's Python package,
 * its two C++ files out of the npm package.
 * @param {{ packageFolder: string, temporary: string, built: string }} folders the npm package; a scratch folder; where `deps` and `lib` go
 * @returns {string | undefined} why it cannot be done
 */
export function buildNativeTensorFlow({ packageFolder, temporary, built }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'only for Linux on x64';
  const python = ['python3', 'python'].find((name) => capture(name, ['-m', 'pip', '--version']).ok);
  const missing = [...(has('g++') ? [] : ['the compiler g++']), ...(python ? [] : ['Python with pip'])];
  if (missing.length > 0) return `it needs ${missing.join(' and ')} (Debian: g++ python3-pip)`;

  say('building native TensorFlow from package registries (about 210 MB, a minute) …');
  const unpacked = path.join(temporary, 'wheel');
  const reason = fetchWheel(python, temporary, unpacked);
  if (reason !== undefined) return reason;

  const libraryFolder = path.join(built, 'deps', 'lib');
  const addonFolder = path.join(built, 'lib', 'napi-v8');
  mkdirSync(libraryFolder, { recursive: true });
  mkdirSync(addonFolder, { recursive: true });
  for (const library of libraries) {
    const target = path.join(libraryFolder, library);
    renameSync(path.join(unpacked, 'tensorflow', library), target);
    // Half a gigabyte becomes less by a fifth.
    if (has('strip')) capture('strip', [target]);
  }
  copyFileSync(
    path.join(unpacked, 'tensorflow', 'THIRD_PARTY_NOTICES.txt'),
    path.join(built, 'deps', 'THIRD_PARTY_NOTICES.txt'),
  );
  return compile({ packageFolder, headers: path.join(unpacked, 'tensorflow', 'include'), libraryFolder, addonFolder });
}

function fetchWheel(python, temporary, unpacked) {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:'];
  const download = capture(python, ['-m', 'pip', 'download', ...quiet, ...wheelPlatform, '--dest', temporary, wheel]);
  const file = readdirSync(temporary).find((name) => name.endsWith('.whl'));
  if (!download.ok || file === undefined) return `pip could not fetch ${wheel}`;
  // Python can unzip; a machine need not have unzip.
  if (!capture(python, ['-m', 'zipfile', '-e', path.join(temporary, file), unpacked]).ok)
    return 'its files cannot be unpacked';
  return libraries.every((name) => existsSync(path.join(unpacked, 'tensorflow', name)))
    ? undefined
    : 'its libraries are missing';
}

function compile({ packageFolder, headers, libraryFolder, addonFolder }) {
  const { ok, output } = capture('g++', [
    ...['-O2', '-std=c++17', '-fPIC', '-shared', '-w', '-DNAPI_VERSION=8'],
    ...['-I', headers, '-I', path.join(root, 'node_modules', 'node-api-headers', 'include')],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => path.join(packageFolder, 'binding', source)),
    ...['-o', path.join(addonFolder, 'tfjs_binding.node'), '-L', libraryFolder, '-Wl,-rpath,$ORIGIN/../../deps/lib'],
    ...libraries.map((library) => `-l:${library}`),
  ]);
  return ok
    ? undefined
    : `the compiler failed (${output.split('\n').find((line) => line.includes('error')) ?? output.split('\n')[0]})`;
}
