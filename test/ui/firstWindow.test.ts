import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openWorkbench, startBrowser, takePicture } from '../harness/browser';
import { copySamples } from './openedFolder';

/** What `npm start` does where there is no desktop VS Code. */
const start = `import('./scripts/steps/openInBrowser.mjs').then(({ openInBrowser }) => openInBrowser(process.argv[1]))`;

describe('The first window of npm start', function () {
  this.timeout(240_000);

  let folder: string;
  let child: ChildProcess;
  let browser: Browser;
  let page: Page;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-first-window-'));
    await copySamples(folder, ['astronaut.jpg']);
    child = spawn(process.execPath, ['-e', start, folder], { env: { ...process.env, PORT: '0' } });
    const address = await addressOf(child);
    browser = await startBrowser();
    page = await openWorkbench(browser, address);
  });
  after(async () => {
    await browser?.close();
    if (child?.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  });

  it('opens the first steps', async () => {
    await page
      .locator('.getting-started-step', { hasText: 'Open a Folder of Images' })
      .first()
      .waitFor({ timeout: 60_000 });
    await takePicture(page, 'first-window');
  });
});

/** @returns the address that it prints once VS Code is there */
function addressOf(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const [address] = /http:\S+/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    };
    started.stdout?.on('data', read);
    started.stderr?.on('data', read);
    started.once('exit', () => reject(new Error(`VS Code did not start:\n${output}`)));
  });
}
