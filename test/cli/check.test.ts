import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runCli } from './runCli';

describe('showtell check', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();

  async function createImages(...names: string[]): Promise<void> {
    const png = await sharp({ create: { width: 3, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    for (const name of names) writeFileSync(join(folder.path, name), png);
  }

  async function checkLines(
    ...lines: (string | Buffer)[]
  ): Promise<{ status: number | null; reasons: string[]; stderr: string }> {
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\n')]))));
    const { status, stdout, stderr } = await runCli(['check', path]);
    const reasons = stdout.split('\n').map((line) => line.replace(`${path}:`, ''));
    return { status, reasons: reasons.slice(0, -1), stderr };
  }

  it('finds nothing wrong with a sound dataset', async () => {
    await createImages('a.png', 'b.png');
    const { status, reasons, stderr } = await checkLines(
      '{"file_name":"a.png","text":"A dog"}',
      '{"file_name":"a.png","text":"A hound"}',
      '{"file_name":"b.png","text":"A cat"}',
    );
    assert.deepEqual(reasons, []);
    assert.equal(status, 0);
    assert.match(stderr, /3 rows of 2 images, 0 problems/);
  });

  it('names every problem with its line, and ends with status 1', async () => {
    await createImages('a.png', 'good.png');
    writeFileSync(join(folder.path, 'empty.png'), '');
    writeFileSync(join(folder.path, 'text.png'), 'hello');
    writeFileSync(join(folder.path, 'cut.png'), Buffer.from('89504e470d0a1a0a0000', 'hex'));
    writeFileSync(join(folder.path, 'lfs.png'), 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n');
    const { status, reasons } = await checkLines(
      '{"file_name":"a.png","text":"A dog","n":1}',
      'broken',
      '{"file_name":"gone.png","text":"x"}',
      '{"file_name":"../../etc/passwd","text":"x"}',
      '{"file_name":"empty.png","text":"x"}',
      '{"file_name":"text.png","text":"x"}',
      '{"file_name":"cut.png","text":"x"}',
      '{"file_name":"lfs.png","text":"x"}',
      '{"file_name":"good.png","text":" ","status":"written"}',
      '{"file_name":"./a.png","text":"A dog"}',
      '{"file_name":"a.png","text":"A hound","n":"one"}',
      Buffer.from('{"file_name":"a.png","text":"it\x92s"}', 'latin1'),
    );
    assert.equal(status, 1);
    assert.deepEqual(
      reasons.map((reason) => Number(reason.split(':')[0])),
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    );
    for (const [index, pattern] of [
      /Not valid JSON/,
      /There is no file "gone\.png"/,
      /leads out of the folder/,
      /empty/,
      /text file/,
      /damaged/,
      /Git LFS/,
      /"written" but has no caption/,
      /Line 1 says the same/,
      /"n" is text here and a number in line 1/,
      /byte 0x92/,
    ].entries()) {
      assert.match(reasons[index] ?? '', pattern);
    }
  });

  it('prints problems as JSONL when asked to', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, '\n{"file_name":"gone.png"}\n');
    const { status, rows } = await runCli(['check', '--json', path]);
    assert.equal(status, 1);
    assert.deepEqual(rows(), [
      { file: path, line: 2, reason: 'There is no file "gone.png" in the folder of the dataset.' },
    ]);
  });

  it('only notes images without a row and names that Windows cannot have', async () => {
    await createImages('a.png', 'b.png', 'CON.png');
    const { status, stderr } = await checkLines('{"file_name":"a.png"}', '{"file_name":"CON.png"}');
    assert.equal(status, 0);
    assert.match(stderr, /1 of 3 images in the folder have no row \(such as b\.png\)/);
    assert.match(stderr, /Windows cannot have a file named "CON\.png"/);
  });

  it('says that a file is missing or UTF-16', async () => {
    const missing = await runCli(['check', join(folder.path, 'no.jsonl')]);
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /Cannot read .*no\.jsonl: it does not exist/);
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, Buffer.from('\uFEFF{}', 'utf16le'));
    assert.match((await runCli(['check', path])).stderr, /is UTF-16 text\. Save it as UTF-8/);
  });
});
