import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runCli } from './runCli';

describe('showtell check, of a dataset with very many problems', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const missing = 300;

  /** Captions whose images are not there, and at the end a line that is no row. */
  const check = async (...args: string[]): Promise<string[]> => {
    const rows = Array.from({ length: missing }, (_, at) => `{"file_name":"${at} gone.jpg","text":"caption ${at}"}\n`);
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, `${rows.join('')}{"file_name":"a.jpg", oops}\n`);
    const { stdout, status } = await runCli(['check', ...args, path]);
    assert.equal(status, 1);
    return stdout.trimEnd().split('\n');
  };

  it('tells the first of each kind, counts the others, and hides nothing else among them', async () => {
    const lines = await check();
    assert.equal(lines.filter((line) => /:\d+: There is no file "\d+ gone\.jpg"/u.test(line)).length, 20);
    assert.equal(lines.filter((line) => line.includes(':301: Not valid JSON')).length, 1);
    assert.match(
      lines.at(-1) ?? '',
      /metadata\.jsonl: 280 more of: There is no file "…" in the folder of the dataset\. \(--json names each\.\)$/u,
    );
    assert.equal(lines.length, 22);
  });

  it('has all of them with --json', async () => {
    assert.equal((await check('--json')).length, missing + 1);
  });
});
