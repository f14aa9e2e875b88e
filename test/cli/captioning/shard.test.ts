import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import {
  beginShard,
  belongsTo,
  finishShard,
  readShard,
  readShardRecord,
  recordPath,
} from '../../../src/cli/captioning/shard';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('A shard', () => {
  const folder = useTemporaryFolder();
  const out = (): string => path.join(folder.path, 'rows.jsonl');

  it('is given as a number and how many there are', () => {
    assert.deepEqual(readShard('2/8', {}), { number: 2, of: 8 });
    assert.deepEqual(readShard('8/8', { RANK: '1', WORLD_SIZE: '2' }), { number: 8, of: 8 });
    assert.deepEqual(readShard('100000/100000', {}), { number: 100_000, of: 100_000 });
  });

  it('is no other text, and none that does not exist', () => {
    for (const text of ['', '2', '2/', '/8', '2/8/9', 'a/b', '-1/8'])
      assert.throws(() => readShard(text, {}), {
        name: 'UsageError',
        message: `--shard takes I/N, such as 2/8, or auto, not "${text}"`,
      });
    for (const [number, of] of [
      [0, 8],
      [9, 8],
      [1, 100_001],
    ])
      assert.throws(() => readShard(`${number}/${of}`, {}), {
        name: 'UsageError',
        message: `--shard: there is no shard ${number} of ${of}; they are 1 to ${of}`,
      });
  });

  it('is told by Slurm, of an array with any first number and step, or of steps, and by Ray', () => {
    const array = (id: string, count: string, more = {}): object => ({
      ...{ SLURM_ARRAY_TASK_ID: id, SLURM_ARRAY_TASK_COUNT: count, SLURM_PROCID: '0', SLURM_NTASKS: '1' },
      ...more,
    });
    const environments: [object, object][] = [
      [array('3', '4'), { number: 4, of: 4 }],
      [array('3', '4', { SLURM_ARRAY_TASK_MIN: '1' }), { number: 3, of: 4 }],
      [array('30', '4', { SLURM_ARRAY_TASK_MIN: '10', SLURM_ARRAY_TASK_STEP: '10' }), { number: 3, of: 4 }],
      [
        { SLURM_PROCID: '0', SLURM_NTASKS: '2', RANK: '5', WORLD_SIZE: '9' },
        { number: 1, of: 2 },
      ],
      [
        { SLURM_ARRAY_TASK_ID: '3', RANK: '5', WORLD_SIZE: '9' },
        { number: 6, of: 9 },
      ],
      [
        { SLURM_ARRAY_TASK_COUNT: '3', SLURM_PROCID: 'x', SLURM_NTASKS: '9', RANK: '0', WORLD_SIZE: '9' },
        { number: 1, of: 9 },
      ],
    ];
    for (const [environment, shard] of environments) assert.deepEqual(readShard('auto', { ...environment }), shard);
    assert.throws(() => readShard('auto', { RANK: '1' }), {
      name: 'UsageError',
      message:
        '--shard auto: the environment has none of SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, SLURM_PROCID and SLURM_NTASKS, RANK and WORLD_SIZE',
    });
  });

  it('has each image in one of the shards, told by its name however that is written', () => {
    const names = Array.from({ length: 200 }, (_, at) => `${at}.jpg`);
    const counts = [1, 2, 3].map((number) => names.filter((name) => belongsTo({ number, of: 3 }, name)));
    assert.deepEqual(counts.flat().toSorted(), names.toSorted());
    for (const { length } of counts) assert.ok(length > 30, String(length));
    for (const number of [1, 2, 3])
      assert.equal(belongsTo({ number, of: 3 }, './u\u0308.jpg'), belongsTo({ number, of: 3 }, '\u00fc.jpg'));
  });

  it('is noted beside its rows, first as begun and then as finished', async () => {
    assert.equal(await readShardRecord(out()), undefined);
    await beginShard(out(), { number: 2, of: 8 });
    const record = { format: 'showtell-shard', version: 1, shard: 2, of: 8, finished: false, failed: 0 };
    assert.equal(readFileSync(`${out()}.shard`, 'utf8'), `${JSON.stringify(record)}\n`);
    await finishShard(out(), { number: 2, of: 8 }, 3);
    assert.deepEqual(await readShardRecord(out()), { ...record, finished: true, failed: 3 });
    await beginShard(out(), { number: 2, of: 8 });
    assert.deepEqual(await readShardRecord(out()), record);
  });

  it('does not go into the file of another', async () => {
    await beginShard(out(), { number: 2, of: 8 });
    for (const other of [
      { number: 3, of: 8 },
      { number: 2, of: 9 },
    ])
      await assert.rejects(beginShard(out(), other), {
        name: 'DatasetFileError',
        message: `${out()} holds shard 2/8, so ${other.number}/${other.of} does not go into it. Choose another --out file, or go on with --shard 2/8.`,
      });
    assert.equal((await readShardRecord(out()))?.shard, 2);
  });

  it('has its record named where that holds something else, or cannot be read or written', async () => {
    for (const text of ['', '{}', '{"format":"showtell-shard","version":2}']) {
      writeFileSync(recordPath(out()), text);
      await assert.rejects(readShardRecord(out()), {
        name: 'DatasetFileError',
        message: `Cannot read ${out()}.shard: it is no record of a shard.`,
      });
    }
    const gone = path.join(folder.path, 'gone', 'rows.jsonl');
    await assert.rejects(finishShard(gone, { number: 1, of: 2 }, 0), {
      name: 'DatasetFileError',
      message: /^Cannot write .*rows\.jsonl\.shard: .+\.$/,
    });
    const folderInstead = path.join(folder.path, 'other.jsonl');
    mkdirSync(recordPath(folderInstead));
    await assert.rejects(readShardRecord(folderInstead), { message: /^Cannot read .*: (?!it is no record).+\.$/ });
  });
});
