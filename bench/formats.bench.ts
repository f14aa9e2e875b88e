/**
 * Export and import of 100,000 rows of 100,000 images, of which nothing but the names matters: from the dataset's file to that of the format, and from
 * that into an empty dataset. Python's json, which reads the same rows and writes them again, is the peer. Seconds are those of the
 * processor; memory is the most that the process had, for 10,000 rows and for all. Prints one JSON line.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { formatRow } from '../src/dataset/edit';

const formats = { jsonl: 'jsonl', csv: 'csv', llava: 'json' } as const;
const [few, many] = [10_000, 100_000];
const mostRatio = 1.5;
const costSchema = z.object({ seconds: z.number(), mb: z.number() });
const peerSchema = z.object({ read: z.number(), write: z.number() });
type Cost = z.infer<typeof costSchema>;

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

function task(...args: string[]): Cost {
  const output = execFileSync(process.execPath, ['--import', 'tsx', path.join('bench', 'formats', 'task.ts'), ...args]);
  return costSchema.parse(JSON.parse(output.toString()));
}

function bench(folder: string, dataset: string): Record<string, { export: Cost; import: Cost }> {
  return Object.fromEntries(
    Object.entries(formats).map(([format, ending]) => {
      const file = path.join(folder, `${format}.${ending}`);
      const exported = task('export', format, dataset, file);
      const empty = path.join(folder, `${format}.captions.jsonl`);
      return [format, { export: exported, import: task('import', format, empty, file) }];
    }),
  );
}

const root = mkdtempSync(path.join(os.tmpdir(), 'showtell-formats-'));
try {
  const small = bench(path.join(root, 'few'), makeDataset(path.join(root, 'few'), few));
  const dataset = makeDataset(path.join(root, 'many'), many);
  const large = bench(path.join(root, 'many'), dataset);
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const peer = peerSchema.parse(
    JSON.parse(
      execFileSync(python, [
        path.join('bench', 'formats', 'peer.py'),
        dataset,
        path.join(root, 'peer.jsonl'),
      ]).toString(),
    ),
  );
  const peerSeconds = peer.read + peer.write;
  const round = (value: number): number => Number(value.toFixed(2));
  const costs = Object.fromEntries(
    Object.entries(large).map(([format, of]) => {
      const one = (kind: 'export' | 'import') => ({
        seconds: round(of[kind].seconds),
        ratio: round(of[kind].seconds / peerSeconds),
        mbOfFew: Math.round(small[format][kind].mb),
        mb: Math.round(of[kind].mb),
      });
      return [format, { export: one('export'), import: one('import') }];
    }),
  );
  const worst = Math.max(...Object.values(costs).flatMap((of) => [of.export.ratio, of.import.ratio]));
  console.log(
    JSON.stringify({
      bench: 'formats',
      rows: many,
      peerSeconds: round(peerSeconds),
      costs,
      worst,
      mostRatio,
      passed: worst <= mostRatio,
    }),
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
