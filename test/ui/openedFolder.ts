import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { showWorkbench } from '../harness/browser';
import type { Workbench } from '../harness/workbench';
import { watchConsole } from './captionEditor';
import type { SharedBrowser } from './sharedBrowser';

/** In a browser VS Code saves by itself otherwise. */
export const savesWhenAsked = { 'files.autoSave': 'off' };

const settingsSchema = z.record(z.string(), z.unknown());

/** What is open, and how. */
export interface WantedFolder {
  /** A part of the folder's name. */
  name: string;
  /** Puts into the folder what is in it from the beginning. */
  fill: (folder: string) => Promise<unknown>;
  /** Of VS Code. In a browser it saves by itself otherwise. */
  settings?: Record<string, unknown>;
  language?: string;
  /** Of VS Code's own extensions those that most tests do without. */
  builtIn?: readonly string[];
}

/** A folder of its own, open in a real VS Code of its own in a real browser. */
export class OpenedFolder {
  private constructor(
    readonly folder: string,
    readonly workbench: Workbench,
    readonly page: Page,
    /** Fails if the editor's page broke one of its own rules. */
    readonly assertQuiet: () => void,
  ) {}

  static async open(browser: SharedBrowser, wanted: WantedFolder): Promise<OpenedFolder> {
    const { name, fill, settings = savesWhenAsked, language, builtIn } = wanted;
    const folder = await mkdtemp(path.join(os.tmpdir(), `showtell-${name}-`));
    await fill(folder);
    let workbench: Workbench | undefined;
    let page: Page | undefined;
    try {
      workbench = await browser.startWorkbench({ folder, extension: 'checkout', settings, builtIn });
      page = await browser.newPage(workbench.url);
      await showWorkbench(page, workbench.url, language);
      return new OpenedFolder(folder, workbench, page, watchConsole(page));
    } catch (error) {
      await end(page, workbench, folder);
      throw error;
    }
  }

  /** Changes settings of this folder. VS Code reads them a moment later; those of the person it does not read again in a browser. */
  async set(settings: Record<string, unknown>): Promise<void> {
    const file = path.join(this.folder, '.vscode', 'settings.json');
    await mkdir(path.dirname(file), { recursive: true });
    const before = existsSync(file) ? settingsSchema.parse(JSON.parse(await readFile(file, 'utf8'))) : {};
    await writeFile(file, JSON.stringify({ ...before, ...settings }));
  }

  close(): Promise<void> {
    return end(this.page, this.workbench, this.folder);
  }
}

async function end(page: Page | undefined, workbench: Workbench | undefined, folder: string): Promise<void> {
  await page?.close();
  await workbench?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Copies photographs of samples/ into a folder: all of them, or those named. */
export async function copySamples(folder: string, names?: readonly string[]): Promise<void> {
  const all = (await readdir('samples')).filter((name) => name.endsWith('.jpg'));
  for (const name of names ?? all) await cp(path.join('samples', name), path.join(folder, name));
}
