import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { orAborted } from '../../src/cli/program/orAborted';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runCli } from './runCli';

describe('What never ends', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();

  if (process.platform !== 'win32') {
    for (const [name, args] of Object.entries({
      'showtell check': ['check'],
      'showtell evaluate': ['evaluate'],
      'showtell finetune': ['finetune', '--out', 'model'],
      'showtell caption --out': ['caption', '.', '--out'],
    })) {
      it(`is refused by ${name}: a pipe that nobody writes into`, async () => {
        execFileSync('mkfifo', [join(folder.path, 'pipe.jsonl')]);
        const { status, stderr } = await runCli([...args, 'pipe.jsonl'], { cwd: folder.path });
        assert.match(stderr, /pipe\.jsonl: it is a pipe/);
        assert.equal(status, 1);
      });
    }

    it('is named by showtell caption and showtell check: a pipe among the images of a folder', async () => {
      execFileSync('mkfifo', [join(folder.path, 'pipe.jpg')]);
      writeFileSync(join(folder.path, 'metadata.jsonl'), '');
      const captioned = await runCli(['caption', '.', '--backend', 'cpu'], { cwd: folder.path });
      assert.match(captioned.stderr, /pipe\.jpg: .*it is a pipe, a socket or a device/);
      assert.equal(captioned.status, 1);
      const checked = await runCli(['check', 'metadata.jsonl'], { cwd: folder.path });
      assert.match(checked.stderr, /pipe\.jpg: .*it is a pipe, a socket or a device/);
    });

    for (const ending of ['jsonl', 'tar', 'parquet']) {
      it(`is refused by showtell import: a pipe named .${ending}`, async () => {
        execFileSync('mkfifo', [join(folder.path, `pipe.${ending}`)]);
        const { status, stderr } = await runCli(['import', `pipe.${ending}`, '--out', 'out.jsonl'], {
          cwd: folder.path,
        });
        assert.match(stderr, /it is a pipe/);
        assert.equal(status, 1);
      });
    }

    it('is refused as a model: a pipe in the place of its description', async () => {
      execFileSync('mkfifo', [join(folder.path, 'model.json')]);
      const { status, stderr } = await runCli(['caption', '.', '--model', folder.path], { cwd: join('samples') });
      assert.match(stderr, /no readable model\.json in it \(it is a pipe/);
      assert.equal(status, 1);
    });
  }

  it('is not waited for once it is stopped', async () => {
    const stop = new AbortController();
    const waiting = orAborted(new Promise(() => undefined), stop.signal);
    stop.abort(new Error('Stopped.'));
    await assert.rejects(waiting, /Stopped/);
  });
});
