import { Script } from 'node:vm';
import { build } from 'esbuild';
import type { JSDOM } from 'jsdom';

const bundles = new Map<string, Promise<Script>>();

/**
 * Runs the script of a page, the caption editor's or another, made of the sources as they are now: once for all tests, and read once,
 * since to read it takes as long as all else that a page begins with.
 */
export async function runPage(dom: JSDOM, entry = 'main.ts'): Promise<void> {
  const bundle = bundles.get(entry) ?? make(entry);
  bundles.set(entry, bundle);
  // Faults that `npm run mutate` has put into it ask which of them is on.
  if (process.env.SHOWTELL_FAULT !== undefined) Object.assign(dom.window, { process: { env: process.env } });
  (await bundle).runInContext(dom.getInternalVMContext());
}

async function make(entry: string): Promise<Script> {
  const { outputFiles } = await build({
    entryPoints: [`src/webview/${entry}`],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    sourcemap: 'inline',
  });
  return new Script(outputFiles[0].text, { filename: `${entry}.js` });
}
