/**
 * How long a person waits after a reload of the window, in a real VS Code in a real browser, until the rows are there and until
 * the suggestion of the selected image is: with the extension of this checkout and with that of another commit, in turns, on
 * copies of one folder. `rows` and `suggestion` have the medians in milliseconds, and what the new one takes against the old one
 * with its 95 % interval over the rounds (none of fewer than ten). It needs what `npm test -- ui` installs, named by the same
 * variables, and this checkout's `dist/`:
 *
 *     node --import tsx bench/reloadInBrowser.ts --old COMMIT [--rounds N] [IMAGE_FOLDER]
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import * as z from 'zod';
import { openWorkbench, startBrowser, webviewFrame } from '../test/harness/browser';
import { startWorkbench, type Workbench } from '../test/harness/workbench';
import { median, photographsOf, ratioOf } from './suggest/figures';

const patience = 180_000;
const mostImages = 60;
const dataset = 'pictures.captions.jsonl';

const argumentsSchema = z.object({
  old: z.string({ error: 'Name the commit to compare with: --old COMMIT' }),
  rounds: z.coerce.number().int().positive(),
  images: z.string(),
});

/** Since the reload, in milliseconds. */
interface Reload {
  rows: number;
  suggestion: number;
}

/** An open window, and what its reloads took. */
class Opened {
  readonly reloads: Reload[] = [];

  private constructor(
    private readonly workbench: Workbench,
    private readonly page: Page,
  ) {}

  /** @param extension the folder of a checkout that is built */
  static async open(extension: string, images: string, home: string, browser: Browser): Promise<Opened> {
    const [folder, extensions] = [path.join(home, 'pictures'), path.join(home, 'extensions')];
    for (const made of [folder, extensions]) mkdirSync(made, { recursive: true });
    for (const image of photographsOf(images, mostImages)) cpSync(image, path.join(folder, path.basename(image)));
    writeFileSync(path.join(folder, dataset), '');
    symlinkSync(extension, path.join(extensions, 'showtell.showtell-0.1.0'));
    const workbench = await startWorkbench({ folder, extension: 'none', extensionsFolder: extensions });
    const page = await openWorkbench(browser, workbench.url);
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget input.input').fill(dataset);
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: dataset })
      .first()
      .waitFor({ timeout: patience });
    await page.keyboard.press('Enter');
    const opened = new Opened(workbench, page);
    await opened.untilShown();
    return opened;
  }

  async reload(): Promise<void> {
    const began = performance.now();
    await this.page.reload({ timeout: patience, waitUntil: 'commit' });
    this.reloads.push(await this.untilShown(began));
  }

  async close(): Promise<void> {
    await this.page.close();
    await this.workbench.stop();
  }

  private async untilShown(began = performance.now()): Promise<Reload> {
    const frame = await webviewFrame(this.page);
    await frame.waitForSelector('.row[role=option]', { timeout: patience });
    const rows = performance.now() - began;
    await frame.waitForSelector('.suggestion-words .word', { timeout: patience });
    return { rows, suggestion: performance.now() - began };
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { old: { type: 'string' }, rounds: { type: 'string', default: '12' } },
  });
  const { old, rounds, images } = argumentsSchema.parse({ ...values, images: positionals.at(0) ?? 'samples' });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-reload-'));
  const browser = await startBrowser();
  const opened: Opened[] = [];
  try {
    const built = build(old, path.join(folder, 'checkout'));
    for (const [name, extension] of [
      ['old', built],
      ['new', process.cwd()],
    ])
      opened.push(await Opened.open(extension, path.resolve(images), path.join(folder, name), browser));
    for (let round = 0; round < rounds; round++) {
      // Each is first as often as the other.
      for (const each of round % 2 === 0 ? opened : opened.toReversed()) await each.reload();
      console.error(`round ${round + 1} of ${rounds}`, JSON.stringify(opened.map(({ reloads }) => reloads.at(-1))));
    }
  } finally {
    for (const each of opened) await each.close();
    await browser.close();
    execFileSync('git', ['worktree', 'remove', '--force', path.join(folder, 'checkout')]);
    rmSync(folder, { recursive: true, force: true });
  }
  const [before, after] = opened.map(({ reloads }) => reloads);
  const figures = (what: keyof Reload): object => {
    const [ofOld, ofNew] = [before, after].map((reloads) => reloads.map((reload) => reload[what]));
    return { old: Math.round(median(ofOld)), new: Math.round(median(ofNew)), newOverOld: ratioOf(ofNew, ofOld) };
  };
  const load = os.loadavg()[0];
  const comparison = { rows: figures('rows'), suggestion: figures('suggestion') };
  console.log(JSON.stringify({ measurement: 'reloadInBrowser', old, rounds, load, ...comparison }));
}

/** Builds another commit with what is installed here. @returns its folder */
function build(commit: string, folder: string): string {
  execFileSync('git', ['worktree', 'add', '--detach', folder, commit], { stdio: 'ignore' });
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  execFileSync(process.execPath, ['esbuild.js'], { cwd: folder, stdio: 'ignore' });
  return folder;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
