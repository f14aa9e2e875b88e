import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { finished, runCli, startCli } from './runCli';

describe('showtell', function () {
  this.timeout(30_000);

  it('tells its commands and its version on stdout', async () => {
    const help = await runCli(['--help']);
    assert.equal(help.status, 0);
    assert.equal(help.stderr, '');
    assert.match(help.stdout, /^ {2}caption +suggest captions/m);
    assert.match((await runCli(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('ends with status 2 where it is used in a wrong way', async () => {
    const { status, stdout, stderr } = await runCli(['translate']);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /there is no command "translate"/);
  });

  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    it(`ends with status ${status} after ${signal}, as shells and batch systems expect it`, async function () {
      if (process.platform === 'win32') this.skip(); // there are no signals
      const child = startCli(['caption', '-', '--backend', 'wasm']);
      child.stdin?.write('/no/such/image.jpg\n');
      // It is at work from here on.
      child.stdout?.once('data', () => child.kill(signal));
      const ended = await finished(child);
      assert.equal(ended.status, status, ended.stderr);
      assert.match(ended.stderr, /Stopped: 0 captioned, 1 failed\./);
    });
  }

  it('names a full disk behind standard output, also where it takes a part of the last line', function () {
    if (process.platform === 'win32') this.skip(); // there is no limit on the size of files to set
    const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-output-'));
    try {
      writeFileSync(path.join(folder, 'x.captions.jsonl'), 'broken\n'.repeat(100));
      writeFileSync(path.join(folder, 'y.captions.jsonl'), 'broken\n');
      // The names are told as they are given: many lines that fill the disk, and one that does.
      for (const dataset of [`${folder}/x.captions.jsonl`, `${folder}${'/.'.repeat(600)}/y.captions.jsonl`]) {
        const out = path.join(folder, 'out.txt');
        const file = openSync(out, 'w');
        // A limit of 1 block makes the system write a part and then refuse, as a full disk does.
        const command = 'trap "" XFSZ; ulimit -f 1; exec "$0" dist/cli.js check "$1"';
        const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, dataset], {
          stdio: ['ignore', file, 'pipe'],
          encoding: 'utf8',
        });
        closeSync(file);
        assert.equal(readFileSync(out).length, 1024, 'it is full');
        assert.match(stderr, /standard output cannot be written: the file would get larger than the system allows\./);
        assert.equal(status, 1);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names a full device behind standard output', function () {
    if (process.platform !== 'linux') this.skip(); // only Linux has one
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    assert.equal(status, 1);
    assert.match(stderr, /standard output cannot be written: the disk is full\./);
  });
});
