/**
 * How long a person waits for the first rows of a large dataset, in a real VS Code in a real browser: from Enter in Quick
 * Open to the first row on screen, with 1,000, 10,000 and 100,000 images, without and with a row for each. Another
 * dataset was open before, as the first webview of a window costs VS Code seconds of its own. Also how long the arrow
 * key takes while the folder is still being listed. It needs what `npm test -- ui` installs, named by the same variables:
 *
 *     node --import tsx bench/openInBrowser.ts [COUNT…]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { formatRow } from '../src/dataset/edit';
import { openWorkbench, startBrowser, webviewFrame } from '../test/harness/browser';
import { startWorkbench } from '../test/harness/workbench';

const patience = 120_000;

interface Opening {
  /** Until VS Code has made the webview's frame. */
  frameMs: number;
  /** Until the first row with a caption or a name is on screen. */
  firstRowMs: number;
  /** Until all images are counted. */
  allListedMs: number;
  /** From the arrow key to the next row selected, the slowest of those pressed while the folder was being listed. */
  slowestKeyMs: number;
}

async function makeDataset(folder: string, count: number, withRows: boolean): Promise<void> {
  const image = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#4080c0' } })
    .jpeg()
    .toBuffer();
  const rows: string[] = [];
  for (let at = 0; at < count; at++) {
    const part = `part${Math.floor(at / 1_000)}`;
    if (at % 1_000 === 0) mkdirSync(path.join(folder, part), { recursive: true });
    const fileName = `${part}/image ${at}.jpg`;
    writeFileSync(path.join(folder, fileName), image);
    const text = `caption ${at} of an image that somebody has looked at`;
    const suggestion = 'a caption that was suggested for it';
    const updated = '2026-01-02T03:04:05.678Z';
    rows.push(formatRow({ fileName, text, suggestion, status: 'edited', model: 'flickr8k-attention', updated }));
  }
  const written = withRows ? rows : rows.slice(0, 1);
  writeFileSync(path.join(folder, `${path.basename(folder)}.captions.jsonl`), `${written.join('\n')}\n`);
}

async function quickOpen(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  const input = page.locator('.quick-input-widget input.input');
  await input.fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor({ timeout: patience });
}

async function open(page: Page, name: string, count: number): Promise<Opening> {
  await quickOpen(page, `${name}.captions.jsonl`);
  const began = performance.now();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: patience });
  const frame = await webviewFrame(page);
  const frameMs = performance.now() - began;
  await frame.waitForSelector('.row[role=option]', { timeout: patience });
  const firstRowMs = performance.now() - began;
  const total = frame.locator('.counts', { hasText: count.toLocaleString('en') });
  let slowestKeyMs = 0;
  for (let pressed = 1; pressed <= 5 || (await total.count()) === 0; pressed++) {
    const before = performance.now();
    const selected = await frame.locator('.row.selected').getAttribute('data-index');
    await page.keyboard.press('ArrowDown');
    await frame.waitForSelector(`.row.selected:not([data-index="${selected}"])`, { timeout: patience });
    slowestKeyMs = Math.max(slowestKeyMs, performance.now() - before);
  }
  await total.waitFor({ timeout: patience });
  return { frameMs, firstRowMs, allListedMs: performance.now() - began, slowestKeyMs };
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map(Number);
  const counts = asked.length > 0 ? asked : [1_000, 10_000, 100_000];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-open-'));
  const measured: Record<string, Opening> = {};
  try {
    const names = counts.flatMap((count) => [`files${count}`, `rows${count}`]);
    for (const name of ['warm', ...names]) {
      mkdirSync(path.join(folder, name));
      await makeDataset(path.join(folder, name), Number(/\d+$/.exec(name)?.[0] ?? 20), name.startsWith('rows'));
    }
    const workbench = await startWorkbench({ folder, extension: 'checkout' });
    const browser = await startBrowser();
    try {
      const page = await openWorkbench(browser, workbench.url);
      await open(page, 'warm', 20);
      for (const name of names) {
        measured[name] = await open(page, name, Number(/\d+$/.exec(name)?.[0]));
        await page.keyboard.press('Control+k');
        await page.keyboard.press('w');
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

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
