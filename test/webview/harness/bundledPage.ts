import { build } from 'esbuild';

let bundle: Promise<string> | undefined;

/** The script of the caption editor's page, made of the sources as they are now: once for all tests. */
export function bundledPage(): Promise<string> {
  return (bundle ??= make());
}

async function make(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['src/webview/main.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    sourcemap: 'inline',
  });
  return outputFiles[0].text;
}
