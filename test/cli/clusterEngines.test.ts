import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { installPackages, mayInstallLarge } from '../harness/pythonPackages';

const run = promisify(execFile);
const rowSchema = z.object({ file_name: z.string(), text: z.string(), status: z.string(), problem: z.string() });

/** The engines that the examples are for, and what else these import. */
const dask = ['dask==2026.8.0'];
const ray = ['ray==2.60.0', 'pandas==3.1.1', 'pyarrow==26.0.1', 'numpy==2.4.6'];
const spark = ['pyspark==4.3.0', 'pandas==3.1.1', 'pyarrow==26.0.1'];

describe('The examples in Python, on their engines', function () {
  this.timeout(1_800_000);
  const folder = useTemporaryFolder();
  const images = (): string => join(folder.path, 'images');
  const out = (): string => join(folder.path, 'rows');

  /** Two images that can be captioned, and between them one that is none. */
  function makeImages(): void {
    mkdirSync(join(images(), 'sub'), { recursive: true });
    cpSync(join('samples', 'cat.jpg'), join(images(), 'a.jpg'));
    writeFileSync(join(images(), 'broken.jpg'), 'no image');
    cpSync(join('samples', 'horses.jpg'), join(images(), 'sub', 'c.jpg'));
  }

  /** Runs an example, and gives what it said. */
  async function example(
    name: string,
    packages: readonly string[],
    {
      args = [],
      showtell = `'${process.execPath}' '${resolve('dist/cli.js')}'`,
    }: { args?: string[]; showtell?: string } = {},
  ): Promise<string> {
    const python = await installPackages(packages);
    const env = { ...process.env, ...python.env, SHOWTELL: showtell };
    const all = [join('examples', name), images(), out(), ...args];
    return (await run(python.command, all, { env, maxBuffer: 1 << 26 })).stdout;
  }

  /** The rows of all files that an engine wrote, as they stand there, by the names of their images. */
  const rowsIn = (isRows: (file: string) => boolean) =>
    readdirSync(out())
      .filter(isRows)
      .flatMap((file) => readFileSync(join(out(), file), 'utf8').split('\n').slice(0, -1))
      .map((line) => rowSchema.parse(JSON.parse(line)))
      .sort((one, other) => one.file_name.localeCompare(other.file_name));

  /** Each image has one row; the one that is broken says so in its own, and stopped nobody. */
  function assertAllAnswered(rows: z.infer<typeof rowSchema>[]): void {
    assert.deepEqual(
      rows.map(({ file_name: name, text, status, problem }) => [basename(name), text !== '', status, problem !== '']),
      [
        ['a.jpg', true, 'suggested', false],
        ['broken.jpg', false, '', true],
        ['c.jpg', true, 'suggested', false],
      ],
    );
  }

  it('answer every image with Dask, and go on where they were stopped', async () => {
    makeImages();
    assert.match(await example('dask_bag.py', dask), /^2 of 3 images captioned$/m);
    assertAllAnswered(rowsIn((file) => file.endsWith('.jsonl')));
    // What is done stays: no captioner is asked for again.
    assert.match(await example('dask_bag.py', dask, { showtell: 'no-such-program' }), /^2 of 3 images captioned$/m);
  });

  it('answer every image with Ray Data, and go on where they were stopped', async function () {
    if (!(await mayInstallLarge(ray))) return this.skip();
    makeImages();
    assert.match(await example('ray_data.py', ray), /^3 of 3 images to caption$/m);
    assertAllAnswered(rowsIn((file) => file.endsWith('.json')));
    assert.match(await example('ray_data.py', ray), /^0 of 3 images to caption$/m);
  });

  for (const way of [[], ['--pipe']]) {
    it(`answer every image with Spark's ${way.length === 0 ? 'mapInPandas' : 'rdd.pipe'}`, async function () {
      // Spark runs in Java.
      if (spawnSync('java', ['-version']).status !== 0 || !(await mayInstallLarge(spark))) return this.skip();
      makeImages();
      await example('spark.py', spark, { args: way });
      assertAllAnswered(rowsIn((file) => file.startsWith('part-')));
    });
  }
});
