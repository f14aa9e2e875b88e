import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { installPackages, mayInstallLarge, offlineEnvironment } from '../harness/pythonPackages';
import { runScripted } from './scriptedEngine';
import { writeWrittenCaptions } from './writtenCaptions';

const run = promisify(execFile);

/** trl, and what it runs on. */
const packages = ['trl==1.16.0', 'transformers==5.24.0', 'torch==2.15.0', 'Pillow==13.0.0'];
const collatedSchema = z.object({ texts: z.array(z.string()), pixels: z.array(z.number()) });

describe("trl's vision collator", function () {
  this.timeout(1_800_000);
  const folder = useTemporaryFolder();

  it('makes of each exported chat the image, and all of the caption', async function () {
    // On Linux, PyTorch brings 3 GB for graphics cards.
    if (!(await mayInstallLarge(packages))) return this.skip();
    const captions = ['a "dog", wet', 'two\nlines', 'ein Straßenhund 🐕'];
    const dataset = await writeWrittenCaptions(folder.path, captions, (at) => `sub/${at}.png`);
    const out = join(folder.path, 'trl.parquet');
    const exported = await runScripted(['export', dataset, '--to', 'trl', '--out', out], () => '');
    assert.equal(exported.status, 0, exported.stderr);
    const cache = join(folder.path, 'cache');
    mkdirSync(cache);

    const python = await installPackages(packages);
    const { stdout } = await run(python.command, [join('test', 'cli', 'trl.py'), out, cache], {
      env: offlineEnvironment(python.env, cache),
    });
    const { texts, pixels } = collatedSchema.parse(JSON.parse(stdout));

    const patches = '<image>'.repeat(4);
    assert.deepEqual(
      texts,
      captions.map((caption) => `user: ${patches}Describe this image.; assistant: ${caption}; `),
    );
    assert.deepEqual(pixels, [captions.length, 3, 28, 28]);
  });
});
