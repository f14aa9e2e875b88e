/**
 * Export and import of rows of as many images, of which nothing but the names matters: from the dataset's file to that of the format, and from
 * that into an empty dataset. Python's json, which reads the same rows and writes them again, is the peer. Seconds are those of the
 * processor, without starting, which is told apart; each is the median of some rounds, in which the peer takes its turn. Memory is the most
 * that the process had, for a tenth of the rows and for all. Prints one JSON line.
 * `--rows 1000000` for other than 100,000 rows, `--rounds 1` for other than three.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { formatRow } from '../src/dataset/edit';
import { median } from './suggest/figures';

const formats = { jsonl: 'jsonl', csv: 'csv', llava: 'json', kohya: 'json' } as const;
type Format = keyof typeof formats;
const mostRatio = 1.5;
const costSchema = z.object({ starting: z.number(), seconds: z.number(), mb: z.number() });
const peerSchema = z.object({ read: z.number(), write: z.number() });
type Cost = z.infer<typeof costSchema>;
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
});
const many = Number(values.rows);
const rounds = Number(values.rounds);

function makeDataset(folder: string, count: number): string {
  const rows: string[] = [];
  for (let at = 0; at < count; at++) {
    const fileName = `part-${Math.floor(at / 1000)}/image-${at}.jpg`;
    const text = `caption ${at}: somebody walks "a dog" past the red house, and somebody else looks on`;
    rows.push(
      `${formatRow({ ...{ fileName, text, suggestion: 'a dog in the street', status: 'edited' }, model: 'm', updated: '2026-01-02T03:04:05.006Z' })}\n`,
    );
    if (at % 1000 === 0) mkdirSync(path.join(folder, path.dirname(fileName)), { recursive: true });
    writeFileSync(path.join(folder, fileName), '');
  }
  const dataset = path.join(folder, 'metadata.jsonl');
  writeFileSync(dataset, rows.join(''));
  return dataset;
}

/** The program as people have it: in one file. */
function built(folder: string): string {
  const outfile = path.join(folder, 'task.js');
  buildSync({
    ...{ entryPoints: [path.join('bench', 'formats', 'task.ts')], outfile },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20' },
  });
  return outfile;
}

function measure(task: string, dataset: string): Record<Format, { export: Cost; import: Cost }> {
  const folder = path.dirname(dataset);
  const run = (...args: string[]): Cost =>
    costSchema.parse(JSON.parse(execFileSync(process.execPath, [task, ...args]).toString()));
  const costs = Object.entries(formats).map(([format, ending]) => {
    const file = path.join(folder, `${format}.${ending}`);
    const imported = path.join(folder, `${format}.captions.jsonl`);
    // Each begins with nothing there, as the peer does: what an export would write over is hashed first.
    for (const written of [file, imported]) rmSync(written, { force: true });
    return [format, { export: run('export', format, dataset, file), import: run('import', format, imported, file) }];
  });
  return Object.fromEntries(costs) as Record<Format, { export: Cost; import: Cost }>;
}

function peer(dataset: string): number {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const script = path.join('bench', 'formats', 'peer.py');
  const output = execFileSync(python, [script, dataset, path.join(path.dirname(dataset), 'peer.jsonl')]);
  const { read, write } = peerSchema.parse(JSON.parse(output.toString()));
  return read + write;
}

const root = mkdtempSync(path.join(os.tmpdir(), 'showtell-formats-'));
try {
  const task = built(root);
  const small = measure(task, makeDataset(path.join(root, 'few'), many / 10));
  const dataset = makeDataset(path.join(root, 'many'), many);
  const measured = Array.from({ length: rounds }, () => ({ peer: peer(dataset), costs: measure(task, dataset) }));
  const round = (value: number): number => Number(value.toFixed(2));
  const costs = Object.keys(formats).map((name) => {
    const format = name as Format;
    const one = (kind: 'export' | 'import') => ({
      seconds: round(median(measured.map((of) => of.costs[format][kind].seconds))),
      ratio: round(median(measured.map((of) => of.costs[format][kind].seconds / of.peer))),
      mbOfFew: Math.round(small[format][kind].mb),
      mb: Math.round(median(measured.map((of) => of.costs[format][kind].mb))),
    });
    return [name, { export: one('export'), import: one('import') }] as const;
  });
  const worst = Math.max(...costs.flatMap(([, of]) => [of.export.ratio, of.import.ratio]));
  console.log(
    JSON.stringify({
      ...{ bench: 'formats', rows: many, peerSeconds: round(median(measured.map((of) => of.peer))) },
      startingSeconds: round(median(measured.map((of) => of.costs.jsonl.export.starting))),
      costs: Object.fromEntries(costs),
      ...{ worst, mostRatio, passed: worst <= mostRatio },
    }),
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
