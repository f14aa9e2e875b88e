import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { lineRanges } from '../../src/engine/jobs/leftOutLines';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runCli } from './runCli';

describe('showtell evaluate, of lines that it cannot use', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();

  const evaluate = (rows: readonly string[], ...args: string[]): ReturnType<typeof runCli> => {
    for (const name of ['cat.jpg', 'coffee.jpg']) cpSync(join('samples', name), join(folder.path, name));
    writeFileSync(join(folder.path, 'cut.jpg'), readFileSync('samples/cat.jpg').subarray(0, 5000));
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, rows.map((row) => `${row}\n`).join(''));
    return runCli(['evaluate', path, ...args]);
  };
  const sound = [
    '{"file_name":"cat.jpg","text":"the face of a tabby cat"}',
    '{"file_name":"coffee.jpg","text":"a cup of coffee on a table"}',
  ];

  it('names each, and ends with status 1 where something is wrong with one', async () => {
    const { status, stderr, stdout } = await evaluate([
      ...sound,
      'broken',
      '{"file_name":"cat.jpg","text":" "}',
      '{"file_name":"coffee.jpg"}',
      '{"file_name":"cat.jpg","text":"x","status":"excluded"}',
      '{"file_name":"gone.jpg","text":"x"}',
      '{"file_name":"cut.jpg","text":"x"}',
      '',
      '{"file_name":"cut.jpg","text":"y"}',
    ]);
    assert.match(stderr, /metadata\.jsonl:3: Not valid JSON/);
    assert.match(stderr, /as they have no caption: 4–5\./);
    assert.match(stderr, /as their images are excluded: 6\./);
    assert.match(stderr, /metadata\.jsonl:7 \(gone\.jpg\): There is no file/);
    assert.match(stderr, /metadata\.jsonl:8, 10 \(cut\.jpg\): The JPEG image is damaged/);
    assert.match(stdout, /images +2\n/);
    assert.equal(status, 1);
  });

  it('ends with status 0 where rows only have nothing to compare', async () => {
    const { status, stderr } = await evaluate([...sound, '{"file_name":"cat.jpg","text":"x","status":"excluded"}']);
    assert.match(stderr, /excluded: 3\./);
    assert.equal(status, 0);
  });

  it('names them where nothing is left to compare, too', async () => {
    const { status, stderr } = await evaluate(['{"file_name":"gone.jpg","text":"x"}', 'broken']);
    assert.match(stderr, /metadata\.jsonl:1 \(gone\.jpg\) is left out: There is no file "gone\.jpg"/);
    assert.match(stderr, /metadata\.jsonl:2 is left out: Not valid JSON/);
    assert.match(stderr, /has no image with a caption that could be compared/);
    assert.equal(status, 1);
  });

  it('gives no CIDEr-D of one image, and says why', async () => {
    const { stdout, status } = await evaluate(sound.slice(0, 1));
    assert.match(stdout, /CIDEr-D +–\n/);
    assert.match(stdout, /There is no CIDEr-D of one image: /);
    assert.equal(status, 0);
    const [result] = (await evaluate(sound.slice(0, 1), '--json')).rows();
    assert.equal((result?.scores as { ciderD: unknown }).ciderD, null);
  });
});

describe('Ranges of lines', () => {
  it('put neighbours together', () => {
    assert.equal(lineRanges([0, 2, 3, 4, 9, 10]), '1, 3–5, 10–11');
    assert.equal(lineRanges([]), '');
  });
});
