import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { showWorkbench, viewport } from '../harness/browser';
import type { Workbench } from '../harness/workbench';
import { watchConsole } from './captionEditor';
import type { SharedBrowser } from './sharedBrowser';

/** In a browser VS Code saves by itself otherwise. */
export const savesWhenAsked = { 'files.autoSave': 'off' };

/** What is open, and how. */
export interface WantedFolder {
  /** A part of the folder's name. */
  name: string;
  /** Puts into the folder what is in it from the beginning. */
  fill: (folder: string) => Promise<unknown>;
  /** Of VS Code. In a browser it saves by itself otherwise. */
  settings?: Record<string, unknown>;
}

/** A folder that is the only one open, in a VS Code of its own. */
export interface WantedWindow extends WantedFolder {
  language?: string;
  /** Of VS Code's own extensions those that most tests do without. */
  builtIn?: readonly string[];
}

/** A folder of its own, open in a real VS Code in a real browser. */
export class OpenedFolder {
  private constructor(
    readonly folder: string,
    readonly workbench: Workbench,
    readonly page: Page,
    /** Fails if the editor's page broke one of its own rules. */
    readonly assertQuiet: () => void,
    private readonly end: () => Promise<void>,
  ) {}

  /** Opens a folder in a VS Code of its own. */
  static async open(browser: SharedBrowser, wanted: WantedWindow): Promise<OpenedFolder> {
    const { name, fill, settings = savesWhenAsked, language, builtIn } = wanted;
    const folder = await mkdtemp(path.join(os.tmpdir(), `showtell-${name}-`));
    await fill(folder);
    let workbench: Workbench | undefined;
    let page: Page | undefined;
    const end = async (): Promise<void> => {
      await page?.close();
      await workbench?.stop();
      await remove(folder);
    };
    try {
      workbench = await browser.startWorkbench({ folder, extension: 'checkout', settings, builtIn });
      page = await browser.newPage(workbench.url);
      await showWorkbench(page, workbench.url, language);
      return new OpenedFolder(folder, workbench, page, watchConsole(page), end);
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** Makes a folder in this one, in the same VS Code, which forgets the editors and the settings of it when it is closed. */
  async openWithin({ name, fill, settings = savesWhenAsked }: WantedFolder): Promise<OpenedFolder> {
    const { workbench, page, assertQuiet } = this;
    const folder = await mkdtemp(path.join(this.folder, `${name}-`));
    await fill(folder);
    await page.bringToFront();
    await workbench.steering.configure({ 'files.autoSave': 'afterDelay', ...settings });
    return new OpenedFolder(folder, workbench, page, assertQuiet, async () => {
      await workbench.steering.clear();
      await page.setViewportSize(viewport);
      await remove(folder);
    });
  }

  /** Opens the captions of the folder, as *Caption Images in This Folder* does. */
  openCaptions(): Promise<void> {
    return this.workbench.steering.run('showtell.captionFolder', { file: this.folder });
  }

  /** Changes settings. */
  set(settings: Record<string, unknown>): Promise<void> {
    return this.workbench.steering.configure(settings);
  }

  close(): Promise<void> {
    return this.end();
  }
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Copies photographs of samples/ into a folder: all of them, or those named. */
export async function copySamples(folder: string, names?: readonly string[]): Promise<void> {
  const all = (await readdir('samples')).filter((name) => name.endsWith('.jpg'));
  for (const name of names ?? all) await cp(path.join('samples', name), path.join(folder, name));
}
