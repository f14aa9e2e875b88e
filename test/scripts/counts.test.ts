import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { counted, type Counts } from '../../scripts/steps/counts.mjs';
import { capture } from '../../scripts/steps/process.mjs';

const mocha = path.resolve('node_modules', 'mocha', 'bin', 'mocha.js');
const reporter = path.resolve('scripts', 'steps', 'countingReporter.cjs');

/** Counts a run of mocha over a file with this text. */
async function count(text: string): Promise<Counts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-counted-'));
  try {
    const file = path.join(folder, 'some.test.cjs');
    await writeFile(file, text);
    return await counted((counts) => {
      const env = { ...process.env, SHOWTELL_COUNTS: counts };
      return Promise.resolve(capture(process.execPath, [mocha, '--reporter', reporter, file], { env }).ok ? 0 : 1);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('The counts of a suite', () => {
  it('are those of its tests', async () => {
    const text = `it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('no'); }); it.skip('d', () => {});`;
    assert.deepEqual(await count(text), { passed: 2, failed: 1, leftOut: ['d'] });
  });

  it('have a failure where no test ran', async () => {
    assert.deepEqual(await count(''), { passed: 0, failed: 1, leftOut: [] });
  });

  it('have a failure where the run crashed before its end', async () => {
    assert.deepEqual(await count(`it('a', () => {}); it('b', () => process.exit(0));`), {
      passed: 0,
      failed: 1,
      leftOut: [],
    });
  });

  it('have a failure where the run ended badly after its last test', async () => {
    assert.deepEqual(await count(`it('a', () => {}); after(() => process.on('exit', () => process.reallyExit(9)));`), {
      passed: 1,
      failed: 1,
      leftOut: [],
    });
  });
});
