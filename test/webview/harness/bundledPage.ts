import { build } from 'esbuild';

const bundles = new Map<string, Promise<string>>();

/** The script of a page, the caption editor's or another, made of the sources as they are now: once for all tests. */
export function bundledPage(entry = 'main.ts'): Promise<string> {
  const bundle = bundles.get(entry) ?? make(entry);
  bundles.set(entry, bundle);
  return bundle;
}

async function make(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`src/webview/${entry}`],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    sourcemap: 'inline',
  });
  return outputFiles[0].text;
}
