import { createHash } from 'node:crypto';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { DatasetFileError } from '../../dataset/document/file';
import { errorCode, explainFileError } from '../../dataset/files/fileError';
import { imageKey } from '../../dataset/images/fileName';
import { readWholeFile } from '../../dataset/files/wholeFile';
import { UsageError } from '../program/command';

/** One of the parts into which the images are divided, so that several processes caption them. */
export interface Shard {
  /** From 1. */
  number: number;
  of: number;
}

const mostShards = 100_000;
const mostRecordBytes = 64 * 1024;

/** Which of the processes this is, as batch systems say it, and how many there are. */
const variables = [
  {
    id: 'SLURM_ARRAY_TASK_ID',
    count: 'SLURM_ARRAY_TASK_COUNT',
    first: 'SLURM_ARRAY_TASK_MIN',
    step: 'SLURM_ARRAY_TASK_STEP',
  },
  { id: 'SLURM_PROCID', count: 'SLURM_NTASKS' },
  // Ray Train, torchrun and others
  { id: 'RANK', count: 'WORLD_SIZE' },
] as const;

/**
 * Reads `2/8`, or `auto`: what Slurm (array or steps) or Ray say in the environment.
 * @throws UsageError if it is neither
 */
export function readShard(text: string, env: NodeJS.ProcessEnv): Shard {
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = text === 'auto' ? shardOfBatchSystem(env) : number && of && { number: Number(number), of: Number(of) };
  if (!shard) throw new UsageError(`--shard takes I/N, such as 2/8, or auto, not "${text}"`);
  if (shard.number < 1 || shard.number > shard.of || shard.of > mostShards) {
    throw new UsageError(`--shard: there is no shard ${shard.number} of ${shard.of}; they are 1 to ${shard.of}`);
  }
  return shard;
}

function shardOfBatchSystem(env: NodeJS.ProcessEnv): Shard {
  for (const names of variables) {
    const number = (name: string | undefined, otherwise: number): number => {
      const text = name === undefined ? undefined : env[name];
      return text !== undefined && /^\d+$/.test(text) ? Number(text) : otherwise;
    };
    const [id, of] = [number(names.id, -1), number(names.count, -1)];
    if (id < 0 || of < 0) continue;
    const [first, step] = 'first' in names ? [number(names.first, 0), number(names.step, 1)] : [0, 1];
    return { number: (id - first) / step + 1, of };
  }
  const known = variables.map(({ id, count }) => `${id} and ${count}`).join(', ');
  throw new UsageError(`--shard auto: the environment has none of ${known}`);
}

/** Whether an image belongs to a shard: told by its name alone, so that it does not matter what else is in the folder, or in which order. */
export function belongsTo({ number, of }: Shard, fileName: string): boolean {
  const hash = createHash('sha1').update(imageKey(fileName)).digest().readUIntBE(0, 6);
  return hash % of === number - 1;
}

const recordSchema = z.object({
  format: z.literal('showtell-shard'),
  version: z.literal(1),
  shard: z.int(),
  of: z.int(),
  /** Whether all of its images were gone through. */
  finished: z.boolean(),
  failed: z.int(),
});
export type ShardRecord = z.infer<typeof recordSchema>;

/** The file beside a shard's rows that says which shard they are. */
export function recordPath(out: string): string {
  return `${out}.shard`;
}

/** @returns nothing if there is no record. @throws DatasetFileError if it cannot be read */
export async function readShardRecord(out: string): Promise<ShardRecord | undefined> {
  const file = recordPath(out);
  try {
    return recordSchema.parse(JSON.parse((await readWholeFile(file, mostRecordBytes)).toString('utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    const reason = errorCode(error) === '' ? 'it is no record of a shard' : explainFileError(error);
    throw new DatasetFileError(`Cannot read ${file}: ${reason}.`, { cause: error });
  }
}

/**
 * Notes that a file holds this shard.
 * @throws DatasetFileError if it holds another one: its images would be missing, or be captioned twice
 */
export async function beginShard(out: string, { number, of }: Shard): Promise<void> {
  const before = await readShardRecord(out);
  if (before && (before.shard !== number || before.of !== of)) {
    throw new DatasetFileError(
      `${out} holds shard ${before.shard}/${before.of}, so ${number}/${of} does not go into it. Choose another --out file, or go on with --shard ${before.shard}/${before.of}.`,
    );
  }
  await writeRecord(out, { number, of }, { finished: false, failed: 0 });
}

/** Notes that all images of the shard were gone through. @throws DatasetFileError if it cannot be written */
export function finishShard(out: string, shard: Shard, failed: number): Promise<void> {
  return writeRecord(out, shard, { finished: true, failed });
}

async function writeRecord(
  out: string,
  { number, of }: Shard,
  how: { finished: boolean; failed: number },
): Promise<void> {
  const record: ShardRecord = { format: 'showtell-shard', version: 1, shard: number, of, ...how };
  await writeFileAtomically(recordPath(out), Buffer.from(`${JSON.stringify(record)}\n`)).catch((error: unknown) => {
    throw new DatasetFileError(`Cannot write ${recordPath(out)}: ${explainFileError(error)}.`, { cause: error });
  });
}
