/**
 * Exports and imports of rows of as many images, each format and direction that can do without what is in the images: from the dataset's file to
 * that of the format, and from that into an empty dataset. Python's json, which reads the same rows and writes them again, is the peer; where a
 * file has more than rows, or there are many, Python reads and writes these. Seconds are those of the processor, without starting; each is the
 * median of some rounds, in which the peer takes its turn. Memory is the most that the process had, for a tenth of the rows and for all. Prints
 * one JSON line. `--rows 1000000` for other than 100,000 rows, `--rounds 1` for other than three, `coco csv` for some formats.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { makeDataset, type Dataset } from './formats/dataset';
import { foreignFiles } from './formats/foreignFiles';
import { formats, type Measured } from './formats/formats';
import { median } from './suggest/figures';

const mostRatio = 1.5;
/** What is not within it, with the reason in docs/formats.md: a file for every row is opened. */
const otherwise: readonly string[] = ['export coco', 'import txt'];
const directions = ['export', 'import'] as const;
type Direction = (typeof directions)[number];
const costSchema = z.object({ starting: z.number(), seconds: z.number(), mb: z.number() });
const secondsSchema = z.record(z.string(), z.number());
const peerSchema = z.object({ rows: z.number(), export: secondsSchema, import: secondsSchema });
type Cost = z.infer<typeof costSchema>;
type Peer = z.infer<typeof peerSchema>;
type Costs = Partial<Record<Direction, Cost>>;

/** What each format cost in one round, by its name. */
interface Round {
  peer: Peer;
  costs: ReadonlyMap<string, Costs>;
}

const { values, positionals } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const many = Number(values.rows);
const chosen: readonly (readonly [string, Measured])[] = Object.entries(formats).filter(
  ([name]) => positionals.length === 0 || positionals.includes(name),
);

/** The program as people have it: in one file. */
function built(folder: string): string {
  const outfile = path.join(folder, 'task.js');
  buildSync({
    ...{ entryPoints: [path.join('bench', 'formats', 'task.ts')], outfile },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'es2023' },
  });
  return outfile;
}

/** Where the captions of a format stand. */
function placeOf({ folder }: Dataset, { file }: Measured): string {
  return path.join(folder, file);
}

async function writeForeign(dataset: Dataset): Promise<void> {
  for (const [, format] of chosen)
    if (format.foreign) await foreignFiles[format.foreign](placeOf(dataset, format), dataset.images);
}

function measure(task: string, dataset: Dataset): ReadonlyMap<string, Costs> {
  const run = (...args: string[]): Cost =>
    costSchema.parse(JSON.parse(execFileSync(process.execPath, [task, ...args]).toString()));
  const imported = path.join(dataset.folder, 'imported.captions.jsonl');
  return new Map(
    chosen.map(([name, format]) => {
      const place = placeOf(dataset, format);
      // Each begins with nothing there, as the peer does: what an export would write over is hashed first.
      rmSync(imported, { force: true });
      if (format.exported) rmSync(place, { recursive: true, force: true });
      return [
        name,
        {
          ...(format.exported && { export: run('export', format.exported, dataset.file, place) }),
          import: run('import', format.imported, imported, place),
        },
      ];
    }),
  );
}

/** What `peer.py` reads of files that no export of ours writes. */
const kindOfEnding: Readonly<Record<string, string>> = { '.json': 'document', '.jsonl': 'lines', '.tar': 'tar' };

/** Python reads what stands there in place of rows where that is more than they are, or many files. */
function peer(dataset: Dataset): Peer {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const out = path.join(path.dirname(dataset.folder), 'peer.jsonl');
  const texts = path.join(path.dirname(dataset.folder), 'peer');
  rmSync(texts, { recursive: true, force: true });
  const others = chosen.flatMap(([name, format]) => {
    if (name === 'txt') return [`txt=texts:${texts}`];
    if (name === 'coco') return [`coco=sizes:${dataset.folder}`];
    const kind = format.foreign && kindOfEnding[path.extname(format.file)];
    return kind === undefined ? [] : [`${name}=${kind}:${placeOf(dataset, format)}`];
  });
  const script = path.join('bench', 'formats', 'peer.py');
  return peerSchema.parse(JSON.parse(execFileSync(python, [script, dataset.file, out, ...others]).toString()));
}

const round = (value: number): number => Number(value.toFixed(2));

interface Summary {
  seconds: number;
  ratio: number;
  mbOfFew: number;
  mb: number;
}

/** One direction of one format, over all rounds; nothing where it is not measured. */
function summary(
  name: string,
  direction: Direction,
  rounds: readonly Round[],
  few: ReadonlyMap<string, Costs>,
): Summary | undefined {
  const all = rounds.flatMap(({ peer, costs }) => {
    const cost = costs.get(name)?.[direction];
    return cost ? [{ ...cost, ratio: cost.seconds / (peer[direction][name] ?? peer.rows) }] : [];
  });
  if (all.length === 0) return undefined;
  return {
    seconds: round(median(all.map(({ seconds }) => seconds))),
    ratio: round(median(all.map(({ ratio }) => ratio))),
    mbOfFew: Math.round(few.get(name)?.[direction]?.mb ?? 0),
    mb: Math.round(median(all.map(({ mb }) => mb))),
  };
}

async function main(root: string): Promise<void> {
  const task = built(root);
  const few = makeDataset(path.join(root, 'few', 'images'), many / 10);
  const dataset = makeDataset(path.join(root, 'many', 'images'), many);
  for (const one of [few, dataset]) await writeForeign(one);
  const costsOfFew = measure(task, few);
  const measured = Array.from({ length: Number(values.rounds) }, () => ({
    peer: peer(dataset),
    costs: measure(task, dataset),
  }));
  const costs = chosen.map(([name]): [string, Partial<Record<Direction, Summary>>] => [
    name,
    Object.fromEntries(
      directions.flatMap((direction) => {
        const found = summary(name, direction, measured, costsOfFew);
        return found ? [[direction, found]] : [];
      }),
    ),
  ]);
  const above = costs.flatMap(([name, of]) =>
    directions
      .filter((direction) => (of[direction]?.ratio ?? 0) > mostRatio)
      .map((direction) => `${direction} ${name}`),
  );
  console.log(
    JSON.stringify({
      ...{ bench: 'formats', rows: many, peerSeconds: round(median(measured.map((of) => of.peer.rows))) },
      ...{ costs: Object.fromEntries(costs), mostRatio, above, passed: above.every((one) => otherwise.includes(one)) },
    }),
  );
}

const root = mkdtempSync(path.join(os.tmpdir(), 'showtell-formats-'));
main(root)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(root, { recursive: true, force: true }));
