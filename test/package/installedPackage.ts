import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openWorkbench, runCommand, startBrowser, takePicture, webviewFrame } from '../harness/browser';
import { installedTools } from '../harness/installed';
import { startWorkbench } from '../harness/workbench';

/** A package that `npm run package` made, and a VS Code of its own that it is installed into. */
export class InstalledPackage {
  private constructor(
    private readonly folder: string,
    readonly vsix: string,
  ) {}

  /** @param target a kind of system; without it the package for all systems */
  static async make(target?: string): Promise<InstalledPackage> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-package-'));
    const vsix = path.join(folder, 'showtell.vsix');
    const args = ['--out', vsix, ...(target === undefined ? [] : ['--target', target])];
    execFileSync(process.execPath, [path.join('scripts', 'package.mjs'), ...args], { stdio: 'inherit' });
    return new InstalledPackage(folder, vsix);
  }

  /** With the command line of code-server, as a person would. @returns the folder of the extension */
  async install(): Promise<string> {
    const { node, codeServer } = installedTools();
    const data = path.join(this.folder, 'install-data');
    const options = ['--extensions-dir', this.extensions, '--user-data-dir', data, '--install-extension', this.vsix];
    const env = { ...process.env, XDG_CONFIG_HOME: data, XDG_DATA_HOME: data };
    execFileSync(node, [codeServer, ...options], { stdio: 'inherit', env });
    const [installed] = (await readdir(this.extensions)).filter((name) => name.startsWith('showtell.showtell-'));
    return path.join(this.extensions, installed);
  }

  /** Captions two samples in it. @returns the captions, once the status bar names the backend */
  async caption(backend: string): Promise<string[]> {
    const images = path.join(this.folder, 'images');
    await mkdir(images);
    for (const name of ['cat.jpg', 'shepherd-dog.jpg']) await cp(path.join('samples', name), path.join(images, name));
    const workbench = await startWorkbench({ folder: images, extension: 'none', extensionsFolder: this.extensions });
    const browser = await startBrowser();
    try {
      return await suggestedIn(await openWorkbench(browser, workbench.url), backend);
    } finally {
      await browser.close();
      await workbench.stop();
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private get extensions(): string {
    return path.join(this.folder, 'extensions');
  }
}

async function suggestedIn(page: Page, backend: string): Promise<string[]> {
  await runCommand(page, 'Showtell: Caption Images in This Folder');
  await page.locator('.statusbar-item', { hasText: backend }).waitFor({ timeout: 120_000 });
  const captions = (await webviewFrame(page)).locator('.row-caption.suggested');
  await captions.nth(1).waitFor({ timeout: 120_000 });
  await takePicture(page, `package-${backend}`);
  return captions.allInnerTexts();
}
