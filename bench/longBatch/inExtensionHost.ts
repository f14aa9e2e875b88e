import { execFile } from 'node:child_process';
import { cpSync, existsSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { runCommand } from '../../test/harness/browser';
import { installedTools } from '../../test/harness/installed';
import { OpenedFolder } from '../../test/ui/openedFolder';
import { SharedBrowser } from '../../test/ui/sharedBrowser';
import { captionImages } from '../../test/ui/suite';
import { residentMb, type Mark } from './mark';

/** The engine remembers so many images, so that only the first round has to look at them. */
const mostImages = 100;

/**
 * *Suggest Captions for All* in a real VS Code on a hundred images of different names, again and again: after each round all rows are
 * taken out of the file, and every image is asked for once more.
 */
export async function* inExtensionHost(images: readonly string[], suggestions: number): AsyncGenerator<Mark> {
  const count = Math.min(suggestions, mostImages);
  const closings: (() => Promise<void>)[] = [];
  const browser = await SharedBrowser.get((close) => closings.push(close));
  const opened = await OpenedFolder.open(browser, {
    name: 'long-batch',
    settings: {},
    fill: (folder) => Promise.resolve(fill(folder, images, count)),
  });
  const file = path.join(opened.folder, 'metadata.jsonl');
  try {
    const editor = await captionImages(opened);
    await opened.page.locator('.statusbar-item', { hasText: `of ${count.toLocaleString('en')}` }).waitFor();
    const host = opened.workbench.extensionHost();
    for (let done = count; done <= suggestions; done += count) {
      await suggestAll(opened.page);
      while (rowsIn(file) < count) await delay(250);
      yield { done, heapMb: await heapMb(host), residentMb: residentMb(host) };
      writeFileSync(file, '');
      await editor.frame
        .locator('.row', { hasText: '0.jpg' })
        .locator('.status')
        .first()
        .waitFor({ state: 'detached' });
    }
  } finally {
    await opened.close();
    for (const close of closings) await close();
  }
}

/** On a busy machine the command palette may take longer to come than anybody would wait. */
async function suggestAll(page: Page): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runCommand(page, 'Suggest Captions for All');
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

function fill(folder: string, images: readonly string[], count: number): void {
  mkdirSync(path.join(folder, 'images'));
  for (const [at, image] of images.entries()) cpSync(image, path.join(folder, 'images', `${at}.jpg`));
  for (let at = images.length; at < count; at++)
    linkSync(path.join(folder, 'images', `${at % images.length}.jpg`), path.join(folder, 'images', `${at}.jpg`));
}

function rowsIn(file: string): number {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}

/** By a Node.js that has WebSockets. */
async function heapMb(pid: number): Promise<number> {
  const script = path.join('bench', 'longBatch', 'heapOfProcess.mjs');
  const { stdout } = await promisify(execFile)(installedTools().node, [script, String(pid)]);
  return Number(stdout);
}
