import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { checkDataset } from '../../src/cli/check/checkDataset';
import { writeRedImages } from './redImages';
import { runHere } from './runHere';

describe('showtell check', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();

  const createImages = (...names: string[]): Promise<void> => writeRedImages(folder.path, ...names);

  async function checkLines(
    ...lines: (string | Buffer)[]
  ): Promise<{ status: number | null; reasons: string[]; stderr: string }> {
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\n')]))));
    const { status, stdout, stderr } = await runHere(['check', path]);
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

  it('notes a caption that is much shorter than the others', async () => {
    await createImages('a.png');
    const usual = Array.from({ length: 24 }, (_, at) => `{"file_name":"a.png","text":"dog ${at} runs over the grass"}`);
    const { status, stderr } = await checkLines(...usual, '{"file_name":"a.png","text":"Mr.Men half"}');
    assert.equal(status, 0);
    assert.match(
      stderr,
      /metadata\.jsonl:25: "Mr\.Men half" is much shorter than the others: half of all have 6 words/,
    );
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
    const { status, rows } = await runHere(['check', '--json', path]);
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
    const missing = await runHere(['check', join(folder.path, 'no.jsonl')]);
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /Cannot read .*no\.jsonl: it does not exist/);
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, Buffer.from('\uFEFF{}', 'utf16le'));
    assert.match((await runHere(['check', path])).stderr, /is UTF-16 text\. Save it as UTF-8/);
  });

  it('tells of NUL bytes that keep VS Code from opening the file', async () => {
    await createImages('a.png');
    const early = await checkLines('{"file_name":"a.png"}', '\0\0\0', '{"file_name":"a.png","text":"x"}');
    assert.equal(early.status, 1);
    assert.match(early.reasons[0] ?? '', /NUL bytes near the beginning.*VS Code takes the file for binary/);
    assert.match(early.reasons[1] ?? '', /^2: The line holds NUL bytes/);
    assert.match(early.reasons[0] ?? '', /--fix takes them out/);
    const late = await checkLines(`{"file_name":"a.png","text":"${'x'.repeat(600)}"}`, '\0\0\0');
    assert.deepEqual(late.reasons.length, 1);
  });

  it('finds an image whose accents are written in another way, and tells of it', async function () {
    if (process.platform === 'darwin') this.skip(); // both are the same file there
    await createImages('caf\u00e9.png', 'the\u0301.png');
    const { status, reasons } = await checkLines('{"file_name":"cafe\u0301.png"}', '{"file_name":"the\u0301.png"}');
    assert.equal(status, 1);
    assert.equal(reasons.length, 1);
    assert.match(reasons[0] ?? '', /^1: The accents of this name are written in another way.*there they are composed/);
  });

  it('notes two images whose names differ in how accents are written only', async function () {
    if (process.platform === 'darwin') this.skip(); // there is only one there
    await createImages('caf\u00e9.png', 'cafe\u0301.png');
    const { status, stderr } = await checkLines('{"file_name":"caf\u00e9.png"}');
    assert.equal(status, 0);
    assert.match(stderr, /Another image has this name but for how its accents are written/);
  });

  it('notes what of the folder nothing can read: kinds of images, dead links', async () => {
    await createImages('a.png', 'b.heic');
    symlinkSync('gone.png', join(folder.path, 'dead.png'));
    const { status, stderr } = await checkLines('{"file_name":"a.png"}');
    assert.equal(status, 0);
    assert.match(stderr, /b\.heic: HEIC images cannot be read/);
    assert.match(stderr, /dead\.png: The symbolic link cannot be followed: it does not exist/);
  });

  it('says that a file has no rows', async () => {
    const { status, stderr } = await checkLines();
    assert.equal(status, 0);
    assert.match(stderr, /There are no rows in this file/);
    assert.match(stderr, /0 rows of 0 images, 0 problems/);
  });

  it('tells of a missing image at its first row, once, under whichever spelling', async () => {
    await createImages('a.png');
    const { reasons } = await checkLines(
      '{"file_name":"a.png"}',
      '{"file_name":"sub/../gone.png","text":"x"}',
      '{"file_name":"./gone.png","text":"y"}',
      '{"file_name":"gone.png","text":"y"}',
    );
    assert.deepEqual(
      reasons.map((reason) => reason.slice(0, 20)),
      ['2: There is no file ', '4: Line 3 says the s'],
    );
  });

  const stopped = {
    ...{ quick: false, excluded: () => false, onProgress: () => undefined },
    signal: AbortSignal.abort(),
  };

  it('stops at Ctrl+C also while it looks through the folder, where no row is to be checked', async () => {
    await createImages('a.png');
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, '');
    await assert.rejects(checkDataset(path, stopped), { name: 'AbortError' });
  });

  it('stops at Ctrl+C', async () => {
    await createImages('a.png');
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, '{"file_name":"a.png"}\n');
    await assert.rejects(checkDataset(path, stopped), { name: 'AbortError' });
  });

  it('stops at Ctrl+C while it looks at images: at no further ones', async () => {
    const names = Array.from({ length: 40 }, (_, at) => `${at}.png`);
    await createImages(...names);
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, names.map((name) => `{"file_name":"${name}"}\n`).join(''));
    const stop = new AbortController();
    let looked = 0;
    const options = { ...stopped, signal: stop.signal, onProgress: (done: number) => ((looked = done), stop.abort()) };
    await assert.rejects(checkDataset(path, options), { name: 'AbortError' });
    assert.ok(looked < 40, `${looked}`);
  });
});
