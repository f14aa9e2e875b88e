import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openWorkbench, startBrowser } from '../harness/browser';
import { startWorkbench, type Workbench } from '../harness/workbench';
import { watchConsole } from './captionEditor';

/** A folder of its own, open in a real VS Code in a real browser. */
export class OpenedFolder {
  private constructor(
    readonly folder: string,
    readonly workbench: Workbench,
    private readonly browser: Browser,
    readonly page: Page,
    /** Fails if the editor's page broke one of its own rules. */
    readonly assertQuiet: () => void,
  ) {}

  /**
   * @param name a part of the folder's name
   * @param fill puts into the folder what is in it from the beginning
   */
  static async open(
    name: string,
    fill: (folder: string) => Promise<unknown>,
    settings: Record<string, unknown> = {},
    language?: string,
  ): Promise<OpenedFolder> {
    const folder = await mkdtemp(path.join(os.tmpdir(), `showtell-${name}-`));
    await fill(folder);
    let workbench: Workbench | undefined;
    let browser: Browser | undefined;
    try {
      workbench = await startWorkbench({ folder, extension: 'checkout', settings });
      browser = await startBrowser();
      const page = await openWorkbench(browser, workbench.url, language);
      return new OpenedFolder(folder, workbench, browser, page, watchConsole(page));
    } catch (error) {
      await end(browser, workbench, folder);
      throw error;
    }
  }

  close(): Promise<void> {
    return end(this.browser, this.workbench, this.folder);
  }
}

async function end(browser: Browser | undefined, workbench: Workbench | undefined, folder: string): Promise<void> {
  await browser?.close();
  await workbench?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** In a browser VS Code saves by itself otherwise. */
export const savesWhenAsked = { 'files.autoSave': 'off' };

/** Copies photographs of samples/ into a folder: all of them, or those named. */
export async function copySamples(folder: string, names?: readonly string[]): Promise<void> {
  const all = (await readdir('samples')).filter((name) => name.endsWith('.jpg'));
  for (const name of names ?? all) await cp(path.join('samples', name), path.join(folder, name));
}
