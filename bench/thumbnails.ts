/**
 * How 20 photographs of 20 megapixels get into a list, in a real browser: as thumbnails, as the editor makes them, and as
 * images that the browser makes small, the peer. Until all are seen, the longest that the page stood still meanwhile, and
 * by how much the browser's memory grew at most. Needs the Chromium that `npm test -- ui` installs:
 *
 *     SHOWTELL_CHROMIUM=/usr/bin/chromium node --import tsx bench/thumbnails.ts
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';
import sharp from 'sharp';

const images = 20;
/** Thumbnails may ask the extension for a picture; here there is none. */
const noVsCode = 'globalThis.acquireVsCodeApi = () => ({ getState() {}, setState() {}, postMessage() {} });';

const ways = {
  thumbnails: `const thumbnails = new showtell.Thumbnails();
    for (let at = 0; at < ${images}; at++) document.body.append(thumbnails.picture('/' + at + '.jpg', () => {}));
    while (document.querySelectorAll('canvas.made').length < ${images}) await frame();`,
  images: `const pictures = Array.from({ length: ${images} }, (_, at) => {
      const image = document.createElement('img');
      image.src = '/' + at + '.jpg';
      image.className = 'thumbnail';
      document.body.append(image);
      return image;
    });
    await Promise.all(pictures.map((image) => image.decode()));
    await frame();
    await frame();`,
};

async function measure(browser: Browser, url: string, way: keyof typeof ways) {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  await page.goto(url);
  const before = browserMemory();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, browserMemory())), 100);
  const times: unknown = await page.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let longestStillMs = 0;
    let last = performance.now();
    const turn = setInterval(() => {
      longestStillMs = Math.max(longestStillMs, performance.now() - last);
      last = performance.now();
    });
    const began = performance.now();
    ${ways[way]}
    const allMs = performance.now() - began;
    clearInterval(turn);
    return { allMs, longestStillMs };
  })()`);
  clearInterval(watch);
  await page.close();
  return { times, grownMiB: Math.round((most - before) / 2 ** 20) };
}

/** What all processes of our browser hold, in bytes. */
function browserMemory(): number {
  let sum = 0;
  const children = new Map<number, { parent: number; bytes: number }>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ');
      children.set(Number(name), { parent: Number(fields[1]), bytes: Number(fields[21]) * 4096 });
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (id: number): boolean => {
    for (let at = children.get(id); at; at = children.get(at.parent)) if (at.parent === process.pid) return true;
    return false;
  };
  for (const [id, { bytes }] of children) if (isOurs(id)) sum += bytes;
  return sum;
}

async function main(): Promise<void> {
  const source = path.join('samples', 'forest-stream.jpg');
  const photograph = await sharp(source).resize(5472, 3648, { fit: 'fill' }).jpeg({ quality: 90 }).toBuffer();
  const bundled = await build({
    stdin: { contents: `export { Thumbnails } from './src/webview/list/thumbnails';`, resolveDir: process.cwd() },
    ...{ bundle: true, format: 'iife', globalName: 'showtell', write: false },
  });
  const style = '.thumbnail { width: 72px; height: 72px; object-fit: cover }';
  const page = `<style>${style}</style><body><script>${noVsCode}${bundled.outputFiles[0].text}</script></body>`;
  const server = http.createServer((request, response) => {
    response.setHeader('content-type', request.url?.endsWith('.jpg') ? 'image/jpeg' : 'text/html');
    response.end(request.url?.endsWith('.jpg') ? photograph : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const executablePath =
    process.env.SHOWTELL_CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  const measured: Record<string, unknown> = {};
  try {
    for (const way of ['images', 'thumbnails'] as const) {
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
      try {
        measured[way] = await measure(browser, url, way);
      } finally {
        await browser.close();
      }
    }
  } finally {
    server.close();
  }
  console.log(JSON.stringify({ measurement: 'thumbnails', images, megapixels: 20, measured }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
