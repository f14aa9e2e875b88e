import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { counted, failuresIn, passedIn, type Counts } from '../../scripts/steps/counts.mjs';
import { capture } from '../../scripts/steps/process.mjs';

const mocha = path.resolve('node_modules', 'mocha', 'bin', 'mocha.js');
const reporter = path.resolve('scripts', 'steps', 'countingReporter.cjs');

/** Counts a run of mocha over a file with this text. */
async function count(text: string): Promise<Counts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-counted-'));
  try {
    const file = path.join(folder, 'some.test.cjs');
    await writeFile(file, text);
    return await counted('some tests', (counts) => {
      const env = { ...process.env, SHOWTELL_COUNTS: counts };
      return Promise.resolve(capture(process.execPath, [mocha, '--reporter', reporter, file], { env }).ok ? 0 : 1);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('The counts of a suite', () => {
  it('are those of its tests, with the first line of what failed', async () => {
    const counts = await count(
      `it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('no\\nmore'); }); it.skip('d', () => {});`,
    );
    assert.equal(passedIn(counts), 2);
    assert.deepEqual(failuresIn(counts), [{ title: 'c', reason: 'no' }]);
    assert.deepEqual(
      counts.flatMap(({ leftOut }) => leftOut),
      ['d'],
    );
    assert.ok(counts.every(({ file }) => path.basename(file) === 'some.test.cjs'));
  });

  it('have a test that left a rejection which nobody handles', async () => {
    const counts = await count(`it('a', async () => {
      void Promise.reject(new Error('no'));
      await new Promise(setImmediate);
    }); it('b', () => {});`);
    assert.deepEqual(failuresIn(counts), [{ title: 'a, which left a rejection', reason: 'no' }]);
  });

  it('have no rejection that somebody handled later', async () => {
    const counts = await count(`it('a', async () => {
      const rejecting = Promise.reject(new Error('no'));
      await new Promise(setImmediate);
      await rejecting.catch(() => undefined);
    });`);
    assert.deepEqual(failuresIn(counts), []);
  });

  it('have a hook that failed', async () => {
    const counts = await count(`before('all', () => { throw new Error('no'); }); it('a', () => {});`);
    assert.deepEqual(failuresIn(counts), [{ title: '"before all" hook: all for "a"', reason: 'no' }]);
  });

  it('have a failure where no test ran', async () => {
    assert.deepEqual(failuresIn(await count('')), [{ title: 'some tests', reason: 'No test ran.' }]);
  });

  it('have a failure where the run crashed before its end', async () => {
    const counts = await count(`it('a', () => {}); it('b', () => process.exit(0));`);
    assert.equal(passedIn(counts), 0);
    assert.match(failuresIn(counts)[0]?.reason ?? '', /before it had counted its tests/);
  });

  it('have a failure where the run ended badly after its last test', async () => {
    const counts = await count(`it('a', () => {}); after(() => process.on('exit', () => process.reallyExit(9)));`);
    assert.equal(passedIn(counts), 1);
    assert.match(failuresIn(counts)[0]?.reason ?? '', /after its tests/);
  });
});
