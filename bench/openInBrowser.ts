/**
 * How long a person waits for the first rows of a large dataset, in a real VS Code in a real browser: from Enter in Quick
 * Open to the first row on screen, with 1,000, 10,000 and 100,000 images, without and with a row for each; and how long an
 * arrow key takes while the folder is still being listed, from the key to the frame that shows another row selected. VS
 * Code's own text editor on a copy of the same file, in the same run, is the peer. Another dataset was open before, as the
 * first webview of a window costs VS Code seconds of its own. It needs what `npm test -- ui` installs, named by the same
 * variables:
 *
 *     node --import tsx bench/openInBrowser.ts [COUNT…]
 */
import { cpSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import sharp from 'sharp';
import { formatRow } from '../src/dataset/document/edit';
import { openWorkbench, runCommand, startBrowser, webviewFrame } from '../test/harness/browser';
import { startWorkbench } from '../test/harness/workbench';

const patience = 120_000;
const fewestKeys = 5;

interface Opening {
  /** Until the first row with a caption or a name, or the first line of the text, is on screen. */
  firstMs: number;
  /** Of the arrow keys pressed while the folder was being listed, the slowest and the one in the middle. */
  slowestKeyMs: number;
  medianKeyMs: number;
}

interface DatasetOpening extends Opening {
  /** Until VS Code has made the webview's frame. */
  frameMs: number;
  /** Until all images are counted. */
  allListedMs: number;
}

async function makeDataset(folder: string, count: number, withRows: boolean): Promise<void> {
  const image = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#4080c0' } })
    .jpeg()
    .toBuffer();
  const rows: string[] = [];
  for (let at = 0; at < count; at++) {
    const part = `part${Math.floor(at / 1_000)}`;
    const fileName = `${part}/image ${at}.jpg`;
    const first = path.join(folder, part, `image ${1_000 * Math.floor(at / 1_000)}.jpg`);
    if (at % 1_000 === 0) {
      mkdirSync(path.join(folder, part), { recursive: true });
      writeFileSync(first, image);
    } else {
      // The same image under another name, which is made sooner.
      linkSync(first, path.join(folder, fileName));
    }
    const text = `caption ${at} of an image that somebody has looked at`;
    const suggestion = 'a caption that was suggested for it';
    const updated = '2026-01-02T03:04:05.678Z';
    rows.push(formatRow({ fileName, text, suggestion, status: 'edited', model: 'flickr8k-attention', updated }));
  }
  const file = path.join(folder, `${path.basename(folder)}.captions.jsonl`);
  writeFileSync(file, `${(withRows ? rows : rows.slice(0, 1)).join('\n')}\n`);
  cpSync(file, path.join(folder, `${path.basename(folder)}.text.jsonl`));
}

async function quickOpen(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  const input = page.locator('.quick-input-widget input.input');
  await input.fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor({ timeout: patience });
}

async function openDataset(page: Page, name: string, count: number): Promise<DatasetOpening> {
  await quickOpen(page, `${name}.captions.jsonl`);
  const began = performance.now();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: `${name}.captions` }).waitFor({ timeout: patience });
  const frame = await webviewFrame(page);
  const frameMs = performance.now() - began;
  await frame.waitForSelector('.row[role=option]', { timeout: patience });
  const firstMs = performance.now() - began;
  const total = frame.locator('.counts', { hasText: count.toLocaleString('en') });
  const keys = await pressArrows(page, 'ArrowDown', frame, '.list', async () => (await total.count()) > 0);
  await total.waitFor({ timeout: patience });
  return { frameMs, firstMs, allListedMs: performance.now() - began, ...keys };
}

async function openText(page: Page, name: string): Promise<Opening> {
  await quickOpen(page, `${name}.text.jsonl`);
  const began = performance.now();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: `${name}.text` }).waitFor({ timeout: patience });
  await page.waitForSelector('.monaco-editor.focused .view-line', { timeout: patience });
  const firstMs = performance.now() - began;
  // There may be one line only.
  const keys = await pressArrows(page, 'ArrowRight', page.mainFrame(), '.monaco-editor.focused .cursors-layer', () =>
    Promise.resolve(true),
  );
  return { firstMs, ...keys };
}

/** @param changed what an arrow key changes something in */
async function pressArrows(
  page: Page,
  key: string,
  frame: Frame,
  changed: string,
  isEnough: () => Promise<boolean>,
): Promise<Pick<Opening, 'slowestKeyMs' | 'medianKeyMs'>> {
  // As a text: these files are compiled without the browser's types.
  await frame.evaluate(`{
    window.keyTimes = [];
    let pressed;
    window.addEventListener('keydown', () => (pressed = performance.now()), { capture: true });
    const seen = () => {
      if (pressed === undefined) return;
      const began = pressed;
      pressed = undefined;
      requestAnimationFrame(() => keyTimes.push(performance.now() - began));
    };
    const what = { subtree: true, attributes: true, attributeFilter: ['class', 'style'] };
    const isMove = ({ target, attributeName }) => attributeName === 'style' || target.matches('.selected');
    new MutationObserver((changes) => changes.some(isMove) && seen()).observe(document.querySelector('${changed}'), what);
  }`);
  for (let presses = 1; presses <= fewestKeys || !(await isEnough()); presses++) {
    await page.keyboard.press(key);
    await frame.evaluate(`new Promise((resolve) => {
      const check = () => (keyTimes.length >= ${presses} ? resolve() : requestAnimationFrame(check));
      check();
    })`);
  }
  const times = (await frame.evaluate<number[]>('keyTimes')).toSorted((one, other) => one - other);
  return { slowestKeyMs: times.at(-1) ?? 0, medianKeyMs: times[times.length >> 1] };
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map(Number);
  const counts = asked.length > 0 ? asked : [1_000, 10_000, 100_000];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-open-'));
  const measured: Record<string, { showtell: DatasetOpening; textEditor: Opening }> = {};
  try {
    const names = counts.flatMap((count) => [`files${count}`, `rows${count}`]);
    for (const name of ['warm', ...names]) {
      mkdirSync(path.join(folder, name));
      await makeDataset(path.join(folder, name), countOf(name), name.startsWith('rows'));
    }
    // What is measured is not the search for the file's name among those of all images.
    const settings = {
      'search.exclude': { '**/*.jpg': true },
      // Else the text editor asks first.
      'workbench.editorLargeFileConfirmation': 100,
    };
    const workbench = await startWorkbench({ folder, extension: 'checkout', settings });
    const browser = await startBrowser();
    try {
      const page = await openWorkbench(browser, workbench.url);
      await openText(page, 'warm');
      await openDataset(page, 'warm', countOf('warm'));
      for (const name of names) {
        const textEditor = await openText(page, name);
        await closeTabs(page);
        const showtell = await openDataset(page, name, countOf(name));
        await closeTabs(page);
        measured[name] = { showtell, textEditor };
        console.error(name, JSON.stringify(measured[name]), 'load', os.loadavg()[0].toFixed(1));
      }
    } finally {
      await browser.close();
      await workbench.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(JSON.stringify({ measurement: 'openInBrowser', load: os.loadavg()[0], measured }));
}

function countOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 20);
}

async function closeTabs(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached', timeout: patience });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
