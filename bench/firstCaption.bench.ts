/**
 * How soon `showtell caption FOLDER` answers with its first caption: `firstCaption [IMAGES…]`, folders of 1, 10,000, 100,000 and 1,000,000 images
 * unless told otherwise. The images are hard links to the samples, all in one folder, which is the slowest to list. The command is
 * ended at its first caption. What a folder of many takes longer than that of one image is the price of listing; the rest is the start
 * of the engine. Prints one JSON line.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A file of ext4 has no more than 65,000 names. */
const mostLinks = 50_000;
const mostSeconds = 2;
const rounds = 3;
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 10_000, 100_000, 1_000_000];
const samples = readdirSync('samples').filter((name) => name.endsWith('.jpg'));

function fill(folder: string, from: number, to: number): void {
  let source = '';
  for (let at = from; at < to; at++) {
    const image = path.join(folder, `image-${at}.jpg`);
    if (source === '' || at % mostLinks === 0) {
      source = image;
      copyFileSync(path.join('samples', samples[Math.floor(at / mostLinks) % samples.length]), source);
    } else {
      linkSync(source, image);
    }
  }
}

/** Seconds from the start of the command to its first line. */
async function firstLine(folder: string, ...flags: string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [path.resolve('dist', 'cli.js'), 'caption', folder, ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const seconds = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', () => resolve((performance.now() - begun) / 1000));
    child.once('error', reject);
    child.once('close', () => reject(new Error('The command ended without a caption.')));
  });
  child.kill();
  await closed;
  return seconds;
}

async function main(): Promise<void> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'showtell-first-'));
  const folder = path.join(root, 'images');
  mkdirSync(folder);
  const seconds: Record<string, number> = {};
  try {
    let there = 0;
    for (const count of counts.toSorted((one, other) => one - other)) {
      fill(folder, there, count);
      there = count;
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push(await firstLine(folder));
      // Whatever else the machine does makes it slower, never quicker.
      seconds[count] = Number(Math.min(...times).toFixed(2));
      console.error(count, times.map((time) => time.toFixed(2)).join(' '));
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  const slowest = Math.max(...Object.values(seconds));
  console.log(JSON.stringify({ bench: 'firstCaption', seconds, mostSeconds, passed: slowest <= mostSeconds }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
