import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { excludedBy } from '../dataset/images/exclusion';
import { DatasetFileError, readDatasetFile } from '../dataset/document/file';
import { imageKey } from '../dataset/images/fileName';
import { isInside } from '../dataset/images/filePath';
import { listFolder } from '../dataset/images/folder';
import type { Row } from '../dataset/rows/row';
import { otherJson } from './captioning/inputRow';
import { excludeArgument, excludeFlag, pathArgument, readCommandLine } from './program/commandLine';
import { UsageError, type Command, type CommandContext } from './program/command';
import { counted, listed, shownNames } from './program/listed';
import { folderOfOut } from './program/outFolder';
import { RowFile } from './captioning/rowFile';
import { readShardRecord, type ShardRecord } from './captioning/shard';
import { withSlashes } from '../dataset/files/slashes';

const help = `showtell merge: put the shards of showtell caption --shard together

Usage: showtell merge SHARD.jsonl… --out FILE [--exclude GLOB]…

Adds the rows of all shards to FILE, but for images that have a row there, and says what is missing: shards, what shards have
not finished, images that failed, and images of FILE's folder that have no row. Running it again adds only what is new.

  --out FILE     the dataset to add rows to, made if it is not there. It stands in the folder of the images or above it.
  --exclude GLOB leave out what of the folder matches where images without a row are looked for; may be given several times

Exit status: 0 every image has its row, 1 something is missing, 2 wrong usage.`;

const flags = { out: { type: 'string' }, ...excludeFlag } as const;
const schema = z.object({ out: pathArgument, exclude: excludeArgument });

/** Rows are written so many at a time. */
const rowsAtOnce = 1_000;

/** `showtell merge`. */
export const merge: Command = {
  name: 'merge',
  summary: 'put the shards of several processes together, and say what is missing',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    if (positionals.length === 0) throw new UsageError('SHARD.jsonl is missing');
    const folder = await folderOfOut(values.out);
    if (positionals.some((shard) => path.resolve(shard) === path.resolve(values.out))) {
      throw new UsageError('--out is one of the shards');
    }
    const shards = await readRecords(positionals);
    const rows = await RowFile.open(values.out);
    try {
      const counts = { added: 0, there: 0, missing: missingShards(shards, context) };
      for (const { file } of shards) await addShard(file, folder, rows, counts, context);
      const without = await imagesWithoutRow(folder, rows, excludedBy(values.exclude), context.signal);
      const { messages } = context;
      if (without.length > 0) {
        messages.line(`${counted(without.length, 'image')} of the folder without a row (${shownNames(without)}).`);
      }
      const there = counts.there > 0 ? `, ${counts.there} were there already` : '';
      messages.line(
        `${values.out}: ${counted(counts.added, 'row')} of ${counted(shards.length, 'shard')} added${there}.`,
      );
      return counts.missing > 0 || without.length > 0 ? 1 : 0;
    } finally {
      await rows.close();
    }
  },
};

interface ShardFile {
  file: string;
  record: ShardRecord;
}

/** @throws DatasetFileError if a file is no shard, or they are of different divisions */
async function readRecords(files: readonly string[]): Promise<ShardFile[]> {
  const shards: ShardFile[] = [];
  for (const file of files) {
    const record = await readShardRecord(file);
    if (!record) {
      if (!existsSync(file)) throw new DatasetFileError(`Cannot read ${file}: there is no such file.`);
      throw new DatasetFileError(
        `${file} is no shard: there is no ${file}.shard, which showtell caption --shard writes.`,
      );
    }
    const [first = { file, record }] = shards;
    if (record.of !== first.record.of) {
      throw new DatasetFileError(
        `${file} is shard ${record.shard}/${record.of}, and ${first.file} is ${first.record.shard}/${first.record.of}: they do not belong together.`,
      );
    }
    const same = shards.find((other) => other.record.shard === record.shard);
    if (same) throw new DatasetFileError(`${file} and ${same.file} are both shard ${record.shard}/${record.of}.`);
    shards.push({ file, record });
  }
  return shards.sort((one, other) => one.record.shard - other.record.shard);
}

/** @returns how many things are missing; each is told */
function missingShards(shards: readonly ShardFile[], { messages }: CommandContext): number {
  const of = shards[0].record.of;
  const there = new Set(shards.map(({ record }) => record.shard));
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((number) => !there.has(number));
  const unfinished = shards.filter(({ record }) => !record.finished);
  const withFailures = shards.filter(({ record }) => record.failed > 0);
  for (const line of [
    ...listed(missing, (number) => `Shard ${number}/${of} is missing.`),
    ...listed(
      unfinished,
      ({ file, record }) => `${file}: shard ${record.shard}/${of} is not finished. Run its command again.`,
    ),
    ...listed(withFailures, ({ file, record }) => `${file}: ${counted(record.failed, 'image')} of its shard failed.`),
  ]) {
    messages.line(line);
  }
  return missing.length + unfinished.length;
}

async function addShard(
  file: string,
  folder: string,
  rows: RowFile,
  counts: { added: number; there: number; missing: number },
  { messages, signal }: CommandContext,
): Promise<void> {
  const { text, lines } = await readDatasetFile(file).catch((error: unknown) => {
    // A shard without images has no file.
    if (
      error instanceof Error &&
      error.cause instanceof Error &&
      'code' in error.cause &&
      error.cause.code === 'ENOENT'
    ) {
      return { text: '', lines: [] };
    }
    throw error;
  });
  let waiting: { row: Row; others: string }[] = [];
  const begun = new Set<string>();
  const flush = async (): Promise<void> => {
    await rows.appendAll(waiting);
    counts.added += waiting.length;
    waiting = [];
  };
  for (const { line, row, problem, start, end } of lines) {
    signal.throwIfAborted();
    if (problem !== undefined) {
      counts.missing++;
      messages.line(`${file}:${line + 1}: ${problem}`);
    }
    if (!row) continue;
    const place = path.resolve(path.dirname(file), row.fileName);
    if (!isInside(folder, place)) {
      counts.missing++;
      messages.line(`${file}:${line + 1}: ${row.fileName} is not in the folder of the --out file.`);
      continue;
    }
    const fileName = withSlashes(path.relative(folder, place));
    if (rows.has(fileName) || begun.has(imageKey(fileName))) {
      counts.there++;
      continue;
    }
    begun.add(imageKey(fileName));
    waiting.push({ row: { ...row, fileName }, others: otherJson(text.slice(start, end)) });
    if (waiting.length === rowsAtOnce) await flush();
  }
  await flush();
}

async function imagesWithoutRow(
  folder: string,
  rows: RowFile,
  excluded: ReturnType<typeof excludedBy>,
  signal: AbortSignal,
): Promise<string[]> {
  const without: string[] = [];
  for await (const { images } of listFolder(folder, { signal, excluded })) {
    for (const { fileName } of images) if (!rows.has(fileName)) without.push(imageKey(fileName));
  }
  return without;
}
