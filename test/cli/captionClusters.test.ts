import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, it } from 'mocha';
import * as z from 'zod';
import { readLines } from '../../src/dataset/document/document';
import { EngineError } from '../../src/engine/client/client';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runScripted } from './scriptedEngine';

const namesIn = (text: string): (string | undefined)[] => readLines(text).flatMap(({ row }) => row?.fileName ?? []);
const recordsIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));

describe('showtell caption by many processes', () => {
  const folder = useTemporaryFolder();
  const say = (fileName: string): string => `about ${fileName}`;
  const names = Array.from({ length: 40 }, (_, at) => `${at}.jpg`);
  const at = (name: string): string => join(folder.path, name);
  const create = (some: readonly string[] = names): void => some.forEach((name) => writeFileSync(at(name), 'x'));
  const environment = { ...process.env };
  afterEach(() => {
    process.env = { ...environment };
  });
  const shard = (which: string, out: string) =>
    runScripted(['caption', folder.path, '--shard', which, '--out', at(out)], say);

  describe('--shard', () => {
    it('gives each image to one process, whatever else is in the folder', async () => {
      create();
      const asked: string[][] = [];
      for (const which of ['1/3', '2/3', '3/3']) asked.push((await shard(which, `${which[0]}.jsonl`)).asked);
      assert.deepEqual(asked.flat().sort(), [...names].sort());
      assert.ok(
        asked.every(({ length }) => length > 5),
        JSON.stringify(asked),
      );
      rmSync(at('0.jpg'));
      const again = await runScripted(['caption', folder.path, '--shard', '2/3'], say);
      assert.deepEqual(
        again.asked,
        asked[1].filter((name) => name !== '0.jpg'),
      );
    });

    it('is written down beside the rows, and another one is refused there', async () => {
      create();
      assert.equal((await shard('1/3', 'part.jsonl')).status, 0);
      const before = readFileSync(at('part.jsonl'), 'utf8');
      for (const other of ['1/4', '2/3']) {
        const { status, stderr } = await shard(other, 'part.jsonl');
        assert.equal(status, 1);
        assert.match(stderr, /part\.jsonl holds shard 1\/3, so \d\/\d does not go into it/);
      }
      assert.equal(readFileSync(at('part.jsonl'), 'utf8'), before);
      assert.equal((await shard('1/3', 'part.jsonl')).status, 0, 'the same one goes on');
    });

    for (const [what, variables] of [
      [
        'a Slurm array',
        {
          SLURM_ARRAY_TASK_ID: '14',
          SLURM_ARRAY_TASK_COUNT: '3',
          SLURM_ARRAY_TASK_MIN: '10',
          SLURM_ARRAY_TASK_STEP: '4',
        },
      ],
      ['Slurm steps', { SLURM_PROCID: '1', SLURM_NTASKS: '3' }],
      ['Ray', { RANK: '1', WORLD_SIZE: '3' }],
    ] as const) {
      it(`is taken from the environment of ${what}`, async () => {
        create();
        const { asked } = await runScripted(['caption', folder.path, '--shard', '2/3'], say);
        Object.assign(process.env, variables);
        assert.deepEqual((await runScripted(['caption', folder.path, '--shard', 'auto'], say)).asked, asked);
      });
    }

    it('says of a record that is none what it is, and captions nothing', async () => {
      for (const record of ['{"format":"something else"}', '{"format":', '']) {
        writeFileSync(at('part.jsonl.shard'), record);
        const { status, stderr, asked } = await shard('1/3', 'part.jsonl');
        assert.equal(status, 1);
        assert.match(stderr, /^showtell caption: Cannot read .*part\.jsonl\.shard: it is no record of a shard\.\n$/);
        assert.deepEqual(asked, []);
      }
    });

    it('is wrong usage where there is no such shard', async () => {
      for (const which of ['0/3', '4/3', 'x', '1', 'auto']) {
        const { status, stderr } = await runScripted(['caption', folder.path, '--shard', which], say);
        assert.equal(status, 2, which);
        assert.match(stderr, /^showtell caption: --shard/);
      }
    });
  });

  describe('showtell merge', () => {
    const merge = (...parts: string[]) => runScripted(['merge', ...parts.map(at), '--out', at('metadata.jsonl')], say);

    it('puts the shards together, and leaves what is there', async () => {
      create();
      writeFileSync(at('metadata.jsonl'), '{"file_name":"7.jpg","text":"mine","status":"written"}\n');
      await shard('1/2', 'a.jsonl');
      await shard('2/2', 'b.jsonl');
      const { status, stderr } = await merge('a.jsonl', 'b.jsonl');
      assert.equal(status, 0, stderr);
      const merged = readFileSync(at('metadata.jsonl'), 'utf8');
      assert.deepEqual(namesIn(merged).sort(), [...names].sort());
      assert.ok(merged.startsWith('{"file_name":"7.jpg","text":"mine","status":"written"}\n'));
      assert.match(stderr, /39 rows of 2 shards added, 1 were there already\.\n$/);
      assert.match((await merge('a.jsonl', 'b.jsonl')).stderr, /0 rows of 2 shards added, 40 were there/);
    });

    it('says which shards are missing or not finished, and which images have no row', async () => {
      create();
      const stop = new AbortController();
      const stopped = ['caption', folder.path, '--shard', '1/3', '--out', at('a.jsonl')];
      await runScripted(stopped, (name) => (stop.abort(), say(name)), { signal: stop.signal });
      await shard('3/3', 'c.jsonl');
      const { status, stderr } = await merge('c.jsonl', 'a.jsonl');
      assert.equal(status, 1);
      assert.match(stderr, /^Shard 2\/3 is missing\.$/m);
      assert.match(stderr, /a\.jsonl: shard 1\/3 is not finished\. Run its command again\.$/m);
      assert.match(stderr, /\d+ images of the folder without a row \(such as /);
    });

    it('refuses files that are no shards, or do not belong together', async () => {
      create();
      await shard('1/2', 'a.jsonl');
      await shard('2/3', 'b.jsonl');
      writeFileSync(at('c.jsonl'), '');
      assert.match(
        (await merge('a.jsonl', 'b.jsonl')).stderr,
        /b\.jsonl is shard 2\/3, and .*a\.jsonl is 1\/2: they do not belong/,
      );
      assert.match((await merge('a.jsonl', 'a.jsonl')).stderr, /are both shard 1\/2/);
      assert.match((await merge('c.jsonl')).stderr, /c\.jsonl is no shard/);
      assert.match((await merge('none.jsonl')).stderr, /Cannot read \S*none\.jsonl: there is no such file\./);
      assert.ok(!existsSync(at('metadata.jsonl')));
    });
  });

  const some = ['1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg', '6.jpg', '7.jpg', '8.jpg'];
  const breakSome = (name: string): string => {
    if (Number.parseInt(name, 10) % 4 === 0) throw new EngineError('image', 'The image is damaged.');
    return say(name);
  };
  const caption = (answer: (name: string) => string, ...args: string[]) =>
    runScripted(['caption', folder.path, ...args], answer);

  describe('--max-failures', () => {
    it('lets a run end well with so many failures, of a number or of a hundred', async () => {
      create(some);
      for (const [limit, status] of [
        ['0', 1],
        ['1', 3],
        ['2', 0],
        ['25%', 0],
        ['24.9%', 1],
        ['100%', 0],
      ] as const) {
        assert.equal((await caption(breakSome, '--max-failures', limit)).status, status, limit);
      }
    });

    it('gives up past a number, and keeps what is finished', async () => {
      create(some);
      const out = ['--out', at('metadata.jsonl')];
      const { status, stderr } = await caption(breakSome, '--max-failures', '1', ...out);
      assert.equal(status, 3);
      assert.match(
        stderr,
        /Given up: more images failed than --max-failures allows\.\nStopped: 6 captioned, 2 failed of 8/,
      );
      assert.equal(namesIn(readFileSync(at('metadata.jsonl'), 'utf8')).length, 6);
    });

    it('is wrong usage where it is neither', async () => {
      for (const limit of ['many', '1.5', '101%', '-1'])
        assert.equal((await caption(say, `--max-failures=${limit}`)).status, 2, limit);
    });
  });

  describe('--failures', () => {
    it('lists what failed and why; a later run tries it again only when told so', async () => {
      create(some);
      const args = ['--out', at('metadata.jsonl'), '--failures', at('failed.txt')];
      await caption(breakSome, ...args);
      const listed = recordsIn(readFileSync(at('failed.txt'), 'utf8'));
      assert.deepEqual(
        listed,
        ['4.jpg', '8.jpg'].map((name) => ({ path: at(name), reason: 'The image is damaged.' })),
      );

      const second = await caption(say, ...args);
      assert.deepEqual(second.asked, []);
      assert.equal(second.status, 1, 'they are failed still');

      const third = await caption(
        (name) => (name === '4.jpg' ? say(name) : breakSome(name)),
        ...args,
        '--retry-failed',
      );
      assert.deepEqual(third.asked, ['4.jpg', '8.jpg']);
      assert.deepEqual(
        recordsIn(readFileSync(at('failed.txt'), 'utf8')).map(({ path }) => path),
        [at('8.jpg')],
      );
    });

    it('survives a line that was cut off, and refuses a file of something else', async () => {
      create(some);
      writeFileSync(at('failed.txt'), `${JSON.stringify({ path: at('1.jpg'), reason: 'x' })}\n{"path":"/im`);
      const { asked } = await caption(breakSome, '--failures', at('failed.txt'));
      assert.ok(!asked.includes('1.jpg') && asked.includes('2.jpg'));
      assert.equal(recordsIn(readFileSync(at('failed.txt'), 'utf8')).length, 3);
      writeFileSync(at('diary.txt'), 'dear diary\nit rained\n');
      const { status, stderr } = await caption(say, '--failures', at('diary.txt'));
      assert.equal(status, 1);
      assert.match(stderr, /diary\.txt:1 is no failed image/);
      assert.equal(readFileSync(at('diary.txt'), 'utf8'), 'dear diary\nit rained\n');
    });
  });

  it('--jsonl answers rows with an id, and passes on what else stands in them, letter for letter', async () => {
    const input = [
      '{"id": 12345678901234567890, "image": "x/a.jpg", "tags": ["b", {"c": 1.0}], "text": "old", "status": "new"}',
      '{"file_name": "x/b.jpg", "split": "train"}',
      'no row',
      '{"id": 4, "size": 3}',
    ];
    const { status, stdout } = await runScripted(['caption', '-', '--jsonl'], say, {
      input: new PassThrough().end(input.join('\n')),
    });
    assert.equal(status, 1);
    const [first, second, third, fourth] = stdout.split('\n');
    assert.match(
      first,
      /^\{"file_name":"x\/a.jpg","text":"about a.jpg".*"status":"suggested".*"problem":"","id":12345678901234567890,"image":"x\/a.jpg","tags":\["b", \{"c": 1.0\}\]\}$/,
    );
    assert.match(second, /^\{"file_name":"x\/b.jpg",.*"problem":"","split":"train"\}$/);
    assert.match(third, /"problem":"The line is no JSON object\."\}$/);
    assert.match(fourth, /"problem":"The line names no image: .*","id":4,"size":3\}$/);
  });

  it('--progress json makes every line of standard error JSON, and the last tells how it ended', async () => {
    create(some);
    const { stderr } = await caption(breakSome, '--progress', 'json');
    const lines = recordsIn(stderr);
    assert.ok(
      lines.some(({ message }) => message === `${at('4.jpg')}: The image is damaged.`),
      stderr,
    );
    const told = lines.filter(({ progress }) => progress !== undefined);
    assert.deepEqual(told.at(-1)?.progress, { done: 8, total: 8, secondsLeft: 0, captioned: 6, failed: 2, skipped: 0 });
    assert.equal(lines.at(-1)?.message, '6 captioned, 2 failed.');
  });

  it('captions the first images while the others are still being listed', async () => {
    // More than are put in order before any of them is worked on.
    create(Array.from({ length: 10_050 }, (_, number) => `${number}.jpg`));
    const totals: unknown[] = [];
    const stop = new AbortController();
    await runScripted(['caption', folder.path, '--progress', 'json'], (name) => say(name), {
      signal: stop.signal,
      onTold: (text) => {
        for (const { progress } of recordsIn(text))
          if (progress) totals.push(z.object({ total: z.unknown() }).parse(progress).total);
        stop.abort();
      },
    });
    assert.equal(totals[0], null, 'nobody knew yet how many there are');
  });
});
