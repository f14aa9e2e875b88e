import assert from 'node:assert/strict';
import { capture, run } from '../../scripts/steps/process.mjs';

const node = process.execPath;

describe('Running a command', () => {
  it('gives its exit status', async () => {
    assert.equal(await run(node, ['-e', 'process.exit(3)'], { limitSeconds: 30 }), 3);
  });

  it('counts a command that was killed as failed', async () => {
    assert.notEqual(await run(node, ['-e', 'process.kill(process.pid, "SIGKILL")']), 0);
  });

  it('ends one that takes too long, and what that one started', async function () {
    this.timeout(30_000);
    const forever = 'setInterval(() => {}, 1000)';
    const child = `require('node:child_process').spawn(process.execPath, ['-e', '${forever}'], { stdio: 'inherit' })`;
    // The pipe closes, and the promise settles, once the last process that holds it has ended.
    const status = await run(node, ['-e', `${child}; ${forever}`], {
      limitSeconds: 2,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    assert.equal(status, 124);
  });

  it('tells a command that is not there from one that fails, without throwing', () => {
    assert.equal(capture('showtell-no-such-command', []).ok, false);
    assert.deepEqual(capture(node, ['-e', 'console.error("why"); process.exit(1)']), {
      ok: false,
      output: 'why',
      timedOut: false,
    });
  });
});
