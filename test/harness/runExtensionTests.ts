/**
 * Runs test/extension in a real extension host: of desktop VS Code where it can be downloaded and there is a screen, else
 * of code-server (see codeStandIn.ts). `npm test -- extension` calls it.
 *
 * Their working folder is not the checkout, but `vscode.extensions.getExtension('showtell.showtell').extensionPath` is;
 * each run has new user data, and an empty folder is open.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { bundled, bundleTests } from './extensionTestsBundle';
import { followFile } from './followFile';

const downloadMilliseconds = 20_000;

async function main(): Promise<number> {
  await bundleTests();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-extension-tests-'));
  const workspace = path.join(folder, 'workspace');
  await mkdir(workspace);
  const output = path.join(folder, 'output.txt');
  const stopFollowing = followFile(output);
  try {
    await runTests({
      vscodeExecutablePath: (await desktop()) ?? path.resolve('test', 'harness', 'code-stand-in'),
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: path.join(bundled, 'harness', 'extensionTestsEntry.js'),
      extensionTestsEnv: { SHOWTELL_TEST_OUTPUT: output, SHOWTELL_COUNTS: process.env.SHOWTELL_COUNTS },
      launchArgs: [
        ...[workspace, '--disable-extensions', '--disable-workspace-trust'],
        ...[`--user-data-dir=${path.join(folder, 'data')}`, `--extensions-dir=${path.join(folder, 'extensions')}`],
      ],
    });
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await stopFollowing();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Desktop VS Code, if this machine has a screen for it and can download it. */
async function desktop(): Promise<string | undefined> {
  if (process.platform === 'linux' && !process.env.DISPLAY) return undefined;
  try {
    return await downloadAndUnzipVSCode({ timeout: downloadMilliseconds });
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
