import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, run, say } from './process.mjs';

const outputs = ['extension.js', 'engine.js', 'cli.js', 'webview/main.js'].map((name) => path.join(root, 'dist', name));
const sources = ['src', 'esbuild.js', 'package.json', 'package-lock.json', 'media'].map((name) =>
  path.join(root, name),
);

const dist = path.join(root, 'dist');
const variantFile = path.join(dist, 'variant');

/** Builds `dist/` unless it is newer than everything that it is made of. */
export async function build({ always = false } = {}) {
  // What was built for a package finds its modules elsewhere, so nothing of it may stay.
  if (existsSync(variantFile) && readFileSync(variantFile, 'utf8') !== 'development') rmSync(dist, { recursive: true });
  if (!always && outputs.every(existsSync)) {
    const oldest = Math.min(...outputs.map((file) => statSync(file).mtimeMs));
    if (sources.every((source) => newest(source) < oldest)) return;
  }
  say('building …');
  if ((await run(process.execPath, [path.join(root, 'esbuild.js')])) !== 0)
    throw new Error('The build failed; see above.');
}

function newest(file) {
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
