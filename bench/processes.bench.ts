/**
 * How many images a second one process captions, and two: `processes [IMAGES [PROCESSES…]]`, 200 images and 1 and 2 processes unless told otherwise.
 * Each captions its shard of a folder with `--threads 1`, as docs/clusters.md says. `images` counts from the moment at which every process has
 * its first caption, so that the start of the engines is not in it; `seconds` is all of it. Prints one JSON line.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const images = Number(process.argv[2] ?? 200);
const counts = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [1, 2];
const samples = readdirSync('samples').filter((name) => name.endsWith('.jpg'));

/** When each row of a shard came, in seconds. */
function times(folder: string, shard: string): Promise<number[]> {
  const args = ['caption', folder, '--shard', shard, '--threads', '1'];
  const child = spawn(process.execPath, [path.resolve('dist', 'cli.js'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const came: number[] = [];
  createInterface({ input: child.stdout }).on('line', () => came.push(performance.now() / 1000));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      if (status === 0 && came.length > 0) resolve(came);
      else reject(new Error(`Shard ${shard} ended with ${status} after ${came.length} captions.`));
    });
  });
}

async function measure(folder: string, processes: number): Promise<{ imagesASecond: number; seconds: number }> {
  const begun = performance.now() / 1000;
  const came = await Promise.all(Array.from({ length: processes }, (_, at) => times(folder, `${at + 1}/${processes}`)));
  const allBegan = Math.max(...came.map(([first]) => first));
  // As soon as the first has ended, fewer are at work.
  const firstEnded = Math.min(...came.map((one) => one[one.length - 1]));
  const between = came.flat().filter((time) => time > allBegan && time <= firstEnded).length;
  const round = (value: number): number => Number(value.toFixed(2));
  return {
    imagesASecond: round(between / (firstEnded - allBegan)),
    seconds: round(Math.max(...came.flat()) - begun),
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-processes-'));
  try {
    mkdirSync(path.join(folder, 'images'));
    for (let at = 0; at < images; at++)
      copyFileSync(path.join('samples', samples[at % samples.length]), path.join(folder, 'images', `${at}.jpg`));
    const measured: Record<string, object> = {};
    for (const processes of counts) measured[processes] = await measure(path.join(folder, 'images'), processes);
    console.log(JSON.stringify({ bench: 'processes', images, measured }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
