/**
 * Stands in for desktop VS Code where it cannot be had: takes the same arguments, runs the tests in code-server's
 * extension host, which is the same code, and exits with their result.
 */
import path from 'node:path';
import { startBrowser, still, stopTurning } from './browser';
import { startWorkbench } from './workbench';

function argument(name: string): string | undefined {
  const found = process.argv.find((one) => one.startsWith(`--${name}=`));
  return found?.slice(name.length + 3).replace(/^file:\/\//u, '');
}

async function main(): Promise<number> {
  const folder = process.argv.slice(2).findLast((one) => !one.startsWith('--')) ?? process.cwd();
  const workbench = await startWorkbench({
    folder: path.resolve(folder),
    extension: 'none',
    home: argument('user-data-dir'),
    extensionsFolder: argument('extensions-dir'),
    // As desktop VS Code: in a browser it saves by itself, and refuses what a test saves at that moment.
    settings: { 'files.autoSave': 'off' },
    builtIn: ['git', 'git-base'],
  });
  const browser = await startBrowser();
  try {
    const remote = (name: string): [string, string] => [
      name,
      `vscode-remote://127.0.0.1:${workbench.port}${path.resolve(argument(name) ?? '.')}`,
    ];
    const payload = JSON.stringify([remote('extensionDevelopmentPath'), remote('extensionTestsPath')]);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...still });
    await stopTurning(page);
    const exitCode = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      page.on('close', () => resolve(1));
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(`${workbench.url}&payload=${encodeURIComponent(payload)}`);
    return await exitCode;
  } finally {
    await browser.close();
    await workbench.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
