/**
 * Kills, crowds and starves what adds rows to a file, and counts what was lost: `torture [TRIALS [SEED]]`. The full disk is a small tmpfs;
 * where none can be mounted, it is left out and said so. Prints one JSON line; docs/reliability.md says what is promised.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readLines } from '../src/dataset/document/document';
import { seededRandom } from '../src/dataset/collections/random';

const trials = Number(process.argv[2] ?? 20);
const seed = Number(process.argv[3] ?? 1);
/** Rows that take longer to add than the longest wait for a kill. */
const manyRows = 100_000;

function addRows(file: string, count: number): ChildProcess {
  const script = path.join('bench', 'torture', 'addRows.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, file, String(count)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function statusOf(child: ChildProcess): Promise<number | null> {
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

/** Whole rows, lines that are none, and rows that came twice. */
function countRows(file: string): { rows: number; torn: number; twice: number } {
  const lines = existsSync(file) ? readLines(readFileSync(file, 'utf8')) : [];
  const names = lines.flatMap(({ row }) => (row ? [row.fileName] : []));
  const torn = lines.filter(({ problem }) => problem !== undefined).length;
  return { rows: names.length, torn, twice: names.length - new Set(names).size };
}

async function killed(folder: string): Promise<object> {
  const random = seededRandom(seed);
  const total = { kills: 0, torn: 0, twice: 0, lost: 0, refusedAfterwards: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const file = path.join(folder, `killed-${trial}.jsonl`);
    const child = addRows(file, manyRows);
    if (child.stdout) await once(child.stdout, 'data');
    await delay(random() * 300);
    const ended = statusOf(child);
    total.kills += Number(child.kill('SIGKILL'));
    await ended;
    const before = countRows(file);
    const status = await statusOf(addRows(file, before.rows + 10));
    const after = countRows(file);
    total.refusedAfterwards += Number(status !== 0);
    total.torn += after.torn;
    total.twice += after.twice;
    total.lost += before.rows + 10 - after.rows;
  }
  return total;
}

async function twoWriters(folder: string): Promise<object> {
  const total = { trials, bothWrote: 0, nobodyWrote: 0, twice: 0, torn: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const file = path.join(folder, `two-${trial}.jsonl`);
    const statuses = await Promise.all([addRows(file, 2_000), addRows(file, 2_000)].map(statusOf));
    const { rows, twice, torn } = countRows(file);
    // One after the other is right, too: then the second finds all rows there.
    total.bothWrote += Number(rows > 2_000);
    total.nobodyWrote += Number(!statuses.includes(0) || rows < 2_000);
    total.twice += twice;
    total.torn += torn;
  }
  return total;
}

async function fullDisk(folder: string): Promise<object | string> {
  const disk = path.join(folder, 'disk');
  mkdirSync(disk);
  const total = { trials, torn: 0, untold: 0 };
  for (let trial = 0; trial < trials; trial++) {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${64 + 4 * trial}k`, 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return 'left out: no small file system can be mounted here';
    }
    try {
      const file = path.join(disk, 'metadata.jsonl');
      const status = await statusOf(addRows(file, 10_000));
      total.untold += Number(status !== 1);
      total.torn += countRows(file).torn;
    } finally {
      execFileSync('umount', [disk]);
    }
  }
  return total;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-torture-'));
  try {
    const kill = await killed(folder);
    const two = await twoWriters(folder);
    console.log(JSON.stringify({ bench: 'torture', seed, kill, two, fullDisk: await fullDisk(folder) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
