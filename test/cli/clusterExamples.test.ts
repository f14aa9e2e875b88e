import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { readLines } from '../../src/dataset/document/document';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runScripted } from './scriptedEngine';

const page = readFileSync('docs/clusters.md', 'utf8');
const record = z.record(z.string(), z.unknown());
const block = (name: string): string => new RegExp('```' + name + '\\n([\\s\\S]*?)```').exec(page)?.[1] ?? '';

describe('The page docs/clusters.md', () => {
  const folder = useTemporaryFolder();

  it('puts three shards together', async () => {
    mkdirSync(join(folder.path, 'images'));
    const names = Array.from({ length: 12 }, (_, at) => `${at}.jpg`);
    for (const name of names) writeFileSync(join(folder.path, 'images', name), 'x');
    const commands = block('sh').trim().split('\n');
    assert.equal(commands.length, 4);
    for (const command of commands) {
      const [, ...args] = command.split(' ').map((word) => word.replace(/^images/, join(folder.path, 'images')));
      const { status, stderr } = await runScripted(args, (name) => `about ${name}`);
      assert.equal(status, 0, stderr);
    }
    const rows = readLines(readFileSync(join(folder.path, 'images', 'metadata.jsonl'), 'utf8'));
    assert.deepEqual(rows.flatMap(({ row }) => row?.fileName ?? []).sort(), [...names].sort());
  });

  it('passes on what stands beside the name of an image', async () => {
    const input = new PassThrough().end(block('json input'));
    const { stdout } = await runScripted(['caption', '-', '--jsonl'], () => 'x', { input });
    const [said, shown] = [stdout, block('json output')].map((text) => record.parse(JSON.parse(text)));
    assert.deepEqual(Object.keys(said), Object.keys(shown));
    assert.deepEqual([said.id, said.image, said.split], [shown.id, shown.image, shown.split]);
  });
});

describe('The Slurm example', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();

  it('captions a folder as an array of tasks, whose shards then come together', function () {
    if (process.platform === 'win32') this.skip();
    const images = join(folder.path, 'images');
    mkdirSync(images);
    for (const name of ['cat.jpg', 'coffee.jpg', 'horses.jpg']) cpSync(join('samples', name), join(images, name));
    const program = `${process.execPath} ${resolve('dist/cli.js')}`;
    execFileSync('bash', ['-n', 'examples/slurm.sh']);
    for (const id of ['1', '2']) {
      const array = { SLURM_ARRAY_TASK_ID: id, SLURM_ARRAY_TASK_COUNT: '2', SLURM_ARRAY_TASK_MIN: '1' };
      const env = { ...process.env, ...array, SHOWTELL: program };
      execFileSync('bash', ['examples/slurm.sh', images], { env, stdio: 'pipe' });
    }
    const parts = ['1', '2'].map((id) => join(images, `part-${id}.jsonl`));
    const out = join(images, 'metadata.jsonl');
    execFileSync(process.execPath, ['dist/cli.js', 'merge', ...parts, '--out', out], { stdio: 'pipe' });
    const rows = readLines(readFileSync(out, 'utf8')).flatMap(({ row }) => row ?? []);
    assert.deepEqual(rows.map(({ fileName }) => fileName).sort(), ['cat.jpg', 'coffee.jpg', 'horses.jpg']);
  });
});

describe('The example with GNU parallel', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();

  it('answers every image in order, and ends well though one is broken', function () {
    if (spawnSync('parallel', ['--version']).status !== 0) return this.skip();
    for (const name of ['cat.jpg', 'horses.jpg']) cpSync(join('samples', name), join(folder.path, name));
    writeFileSync(join(folder.path, 'broken.jpg'), 'no image');
    const env = { ...process.env, SHOWTELL: `${process.execPath} ${resolve('dist/cli.js')}` };
    const rows = execFileSync('bash', ['examples/parallel.sh', folder.path, '2'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const said = rows
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => record.parse(JSON.parse(line)));
    assert.deepEqual(
      said.map(({ problem }) => problem === ''),
      [false, true, true],
    );
  });
});

describe('The examples in Python', () => {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

  for (const name of ['spark.py', 'ray_data.py', 'dask_bag.py']) {
    const text = readFileSync(join('examples', name), 'utf8');

    it(`can be read by Python: ${name}`, function () {
      if (python === undefined) this.skip();
      const { status, stderr } = spawnSync(python, ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
        input: text,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    });

    it(`calls the captioner with what its help has: ${name}`, async () => {
      const [, words = ''] = /^COMMAND = \[\*.*?, ("caption".*)\]$/mu.exec(text) ?? [];
      const args = z.array(z.string()).parse(JSON.parse(`[${words}]`));
      const { stdout: help } = await runScripted(['caption', '--help'], () => 'x');
      for (const option of args.filter((word) => word.startsWith('--'))) assert.ok(help.includes(option), option);
      const { status, stdout } = await runScripted(args, () => 'x', { input: new PassThrough().end('none.jpg\n') });
      assert.equal(status, 0);
      const columns = /^COLUMNS = (\[.*\])$/mu.exec(text)?.[1];
      if (columns !== undefined) assert.deepEqual(Object.keys(record.parse(JSON.parse(stdout))), JSON.parse(columns));
    });
  }
});
