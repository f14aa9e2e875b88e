import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npm, root, say } from './process.mjs';

/** @typedef {import('./packageTargets.mjs').PackageTarget} PackageTarget */

/**
 * Puts into a folder the modules that the programs load when they run: sharp's WebAssembly, which runs everywhere; and for one kind of
 * system its native sharp and ONNX Runtime. sharp falls back to its WebAssembly by itself.
 * @param {string} modules
 * @param {PackageTarget} [target] without it, nothing native
 */
export async function addModules(modules, target) {
  const everywhere = [/\/@img\/sharp-(?!wasm32)/u];
  await addSharp(modules, ['--cpu=wasm32'], everywhere);
  if (!target) return;
  const { os: system, cpu, libc } = target;
  await addSharp(modules, [`--os=${system}`, `--cpu=${cpu}`, ...(libc ? [`--libc=${libc}`] : [])]);
  if (target.hasOnnxRuntime) addOnnxRuntime(modules, target);
}

/**
 * As npm installs it for a kind of system.
 * @param {string} modules
 * @param {readonly string[]} system npm's flags
 * @param {readonly RegExp[]} unneeded of it
 */
async function addSharp(modules, system, unneeded = []) {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-sharp-'));
  try {
    writeFileSync(path.join(temporary, 'package.json'), '{"private":true}');
    say(`fetching sharp (${system.join(' ')}) …`);
    const flags = [...system, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = await npm(['install', `sharp@${dependencies.sharp}`, ...flags], {
      cwd: temporary,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (code !== 0) throw new Error('sharp could not be fetched; see above.');
    copyModules(path.join(temporary, 'node_modules'), modules, unneeded);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Of the checkout's, which has the libraries of all systems. What installs it stays out, and on Windows what computes on graphics
 * processors, which is loaded when it is asked for; of two files that are the same on a Mac, the one that is linked stays.
 */
function addOnnxRuntime(modules, { os: system, cpu }) {
  const from = path.join(root, 'node_modules');
  const library = path.join('onnxruntime-node', 'bin', 'napi-v6', system, cpu);
  if (!existsSync(path.join(from, library)))
    throw new Error(
      `ONNX Runtime for ${system} on ${cpu} is not in node_modules. "npm ci --ignore-scripts" installs it.`,
    );
  const unneeded = [/(DirectML|dxcompiler|dxil)\.dll$/u, /libonnxruntime\.\d+\.\d+\.\d+\.dylib$/u];
  const parts = [library, 'onnxruntime-node/package.json', 'onnxruntime-node/dist', 'onnxruntime-common/package.json'];
  for (const part of [...parts, 'onnxruntime-common/dist/cjs'])
    copyModules(path.join(from, part), path.join(modules, part), unneeded);
}

/** Of what npm installed, only what runs. */
function copyModules(from, to, unneeded) {
  const never = [/\/(\.bin|\.package-lock\.json|sharp\/(src|install))$/u, /\.(d\.[cm]?ts|map|h)$/u];
  mkdirSync(path.dirname(to), { recursive: true });
  const filter = (file) => ![...never, ...unneeded].some((pattern) => pattern.test(file.split(path.sep).join('/')));
  cpSync(from, to, { recursive: true, filter });
}
