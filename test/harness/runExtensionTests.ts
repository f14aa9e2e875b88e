/** Runs test/extension in a real extension host: desktop VS Code where it can be downloaded, else the stand-in. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';

const bundled = path.resolve('out', 'extension-tests');

async function main(): Promise<number> {
  const files = (await readdir('test/extension', { recursive: true })).filter((file) => file.endsWith('.test.ts'));
  await build({
    entryPoints: [...files.map((file) => path.join('test', 'extension', file)), 'test/harness/extensionTestsEntry.ts'],
    outdir: bundled,
    outbase: 'test',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha', '@tensorflow/*', 'sharp'],
    logLevel: 'warning',
  });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-extension-tests-'));
  const output = path.join(folder, 'output.txt');
  try {
    await runTests({
      vscodeExecutablePath: (await desktop()) ?? path.resolve('test', 'harness', 'code-stand-in'),
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: path.join(bundled, 'harness', 'extensionTestsEntry.js'),
      extensionTestsEnv: { SHOWTELL_TEST_OUTPUT: output, SHOWTELL_COUNTS: process.env.SHOWTELL_COUNTS },
      launchArgs: [
        folder,
        '--disable-extensions',
        `--user-data-dir=${path.join(folder, 'data')}`,
        `--extensions-dir=${path.join(folder, 'extensions')}`,
      ],
    });
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    if (existsSync(output)) process.stdout.write(await readFile(output));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Desktop VS Code, if this machine has a display for it and can download it. */
async function desktop(): Promise<string | undefined> {
  if (process.platform === 'linux' && !process.env.DISPLAY) return undefined;
  try {
    return await downloadAndUnzipVSCode();
  } catch {
    console.error('Desktop VS Code cannot be downloaded here; code-server stands in for it.');
    return undefined;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
