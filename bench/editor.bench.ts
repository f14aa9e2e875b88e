/**
 * How the editor's list grows from 1,000 to 10,000 to 100,000 rows and images: the first rows, without and with a row for
 * each image; everything listed; the longest that anything else waits meanwhile; one edit; the window after a scroll; a
 * search and an order over everything; memory. Where the cost must not depend on the number of rows, the ratio to the
 * smallest says so. Reading everything again for each edit, as the editor once did, is the peer. Prints one JSON line.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readLines } from '../src/dataset/document/document';
import { formatRow } from '../src/dataset/document/edit';
import { DatasetIndex } from '../src/dataset/list/datasetIndex';
import { EntryView } from '../src/dataset/list/entryView';
import { fillIndex } from '../src/dataset/list/fillIndex';
import { plainFilter } from '../src/dataset/list/listFilter';

const sizes = [1_000, 10_000, 100_000];
const rowsOnScreen = 20;
const rounds = 200;
const known = { confidence: () => undefined, suggested: () => '', isShort: () => false, tokens: () => undefined };

interface Costs {
  firstRowsMs: number;
  firstFilesMs: number;
  openMs: number;
  longestWaitMs: number;
  editMs: number;
  scrollMs: number;
  searchMs: number;
  orderMs: number;
  readEverythingMs: number;
  memoryMiB: number;
}

async function measure(count: number): Promise<Costs> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-bench-'));
  try {
    const lines = makeDataset(folder, count);
    const before = usedMemory();
    const text = { lineAt: (line: number) => lines[line], lineCount: lines.length };
    const files = await open(new DatasetIndex({ lineAt: () => '', lineCount: 1 }), folder);
    const index = new DatasetIndex(text);
    const { firstMs: firstRowsMs, allMs: openMs, longestWaitMs } = await open(index, folder);
    const memoryMiB = (usedMemory() - before) / 2 ** 20;
    const view = new EntryView(index, known);
    const window = (first: number): string[] =>
      Array.from({ length: rowsOnScreen }, (_, at) => view.entries.at(first + at)?.key ?? '');
    const editMs = await median((round) => {
      const line = (round * 7919) % count;
      lines[line] = lines[line].replace('"text":"', '"text":"x');
      const at = { line, character: 40 };
      view.update(index.apply([{ start: at, end: at, text: 'x' }]));
      const entry = view.entries.at(line);
      if (!entry || index.lineNumber(entry) === undefined) throw new Error(`Entry ${line} has no line.`);
    });
    const scrollMs = await median((round) => void window((round * 7919) % (count - rowsOnScreen)));
    const searchMs = await timed(() => view.filter({ ...plainFilter, shown: 'edited', search: 'caption 7' }));
    const orderMs = await timed(() => view.filter({ ...plainFilter, order: 'longest' }));
    const everything = lines.join('\n');
    const readEverythingMs = await timed(() => void readLines(everything));
    const opening = { firstRowsMs, firstFilesMs: files.firstMs, openMs, longestWaitMs };
    return { ...opening, editMs, scrollMs, searchMs, orderMs, readEverythingMs, memoryMiB };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Until the first entries are listed, until all are, and the longest that nothing else got its turn. */
async function open(
  index: DatasetIndex,
  folder: string,
): Promise<Record<'firstMs' | 'allMs' | 'longestWaitMs', number>> {
  const began = performance.now();
  let firstMs = 0;
  let longestWaitMs = 0;
  let last = began;
  const turn = setInterval(() => {
    longestWaitMs = Math.max(longestWaitMs, performance.now() - last);
    last = performance.now();
  });
  const follow = (): void => {
    if (index.entries.length > 0) firstMs ||= performance.now() - began;
  };
  await fillIndex(index, folder, follow, new AbortController().signal);
  clearInterval(turn);
  return { firstMs, allMs: performance.now() - began, longestWaitMs };
}

/** Bytes; what is no longer needed counts too unless Node was started with --expose-gc. */
function usedMemory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Empty image files and one row for each; only their names matter to the list. */
function makeDataset(folder: string, count: number): string[] {
  for (let part = 0; part * 1_000 < count; part++) mkdirSync(path.join(folder, `part${part}`));
  return Array.from({ length: count }, (_, at) => {
    const fileName = `part${Math.floor(at / 1_000)}/image ${at}.jpg`;
    writeFileSync(path.join(folder, fileName), '');
    const [suggestion, model] = [`a caption ${at} that somebody has begun with`, 'flickr8k-attention'];
    const updated = '2026-01-02T03:04:05.678Z';
    return formatRow({ fileName, text: `${suggestion} and changed`, suggestion, status: 'edited', model, updated });
  });
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function median(work: (round: number) => void): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(() => work(round)));
  return times.toSorted((one, other) => one - other)[rounds >> 1];
}

async function main(): Promise<void> {
  await measure(sizes[0]); // compiles what is measured
  const costs: Record<number, Costs> = {};
  for (const size of sizes) costs[size] = await measure(size);
  const [small, , large] = sizes.map((size) => costs[size]);
  const growth = {
    edit: large.editMs / small.editMs,
    scroll: large.scrollMs / small.scrollMs,
    open: large.openMs / small.openMs,
    firstRows: large.firstRowsMs / small.firstRowsMs,
    readEverything: large.readEverythingMs / small.readEverythingMs,
  };
  console.log(JSON.stringify({ bench: 'editor', rows: costs, growthFor100TimesTheRows: growth }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
