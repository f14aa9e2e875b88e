import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** Where the tests of test/extension are as JavaScript: an extension host loads nothing else. */
export const bundled = path.resolve('out', 'extension-tests');

/** Bundles them; where SHOWTELL_TESTS is set, those whose path has it. */
export async function bundleTests(): Promise<void> {
  const files = (await readdir('test/extension', { recursive: true })).filter(
    (file) => file.endsWith('.test.ts') && `/${file}`.includes(process.env.SHOWTELL_TESTS ?? ''),
  );
  // A test that no longer exists shall not run.
  await rm(bundled, { recursive: true, force: true });
  await build({
    entryPoints: [
      ...files.map((file) => path.join('test', 'extension', file)),
      path.join('test', 'harness', 'extensionTestsEntry.ts'),
    ],
    outdir: bundled,
    outbase: 'test',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha', '@tensorflow/*', 'sharp', 'onnxruntime-node', 'onnxruntime-node/*'],
    logLevel: 'warning',
  });
}
