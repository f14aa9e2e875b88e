import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { namesSplit } from '../../../src/dataset/images/splitWords';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { writeRedImages } from '../redImages';
import { runScripted } from '../scriptedEngine';

describe('showtell check, for what other programs read', () => {
  const folder = useTemporaryFolder();

  async function checked(text: string, name = 'metadata.jsonl') {
    const file = join(folder.path, name);
    writeFileSync(file, text);
    const { status, stdout, stderr } = await runScripted(['check', file, '--quick'], () => '');
    return { status, stdout: stdout.replaceAll(file, ''), stderr: stderr.replaceAll(file, '') };
  }

  it('knows which names datasets takes for splits', () => {
    const harmful = [
      'photo-test-1.jpg',
      'val.jpg',
      'eval_3.jpg',
      'dev/a.jpg',
      'training_dog.jpg',
      'x/my train 2/a.jpg',
    ];
    const harmless = ['latest.jpg', 'TEST.jpg', 'tests/a.jpg', 'a.jpg', 'valley.jpg', 'devil/x.jpg', 'x/contest.jpg'];
    assert.deepEqual(harmful.filter(namesSplit), harmful);
    assert.deepEqual(harmless.filter(namesSplit), []);
  });

  it('names images that datasets takes for a split', async () => {
    await writeRedImages(folder.path, 'a.png', 'photo-test-1.png');
    const { status, stderr } = await checked('{"file_name":"a.png","text":"A"}\n');
    assert.equal(status, 0);
    assert.match(stderr, /datasets takes 1 image for a split by its name \(photo-test-1\.png\)/);
  });

  it('finds a key that stands twice in a row', async () => {
    await writeRedImages(folder.path, 'a.png');
    const { status, stdout } = await checked('{"file_name":"a.png","text":"A","text":"B"}\n');
    assert.equal(status, 1);
    assert.match(stdout, /^:1: "text" stands there twice: Hugging Face datasets then loads nothing/);
  });

  it('finds half a character in an escape, and takes no whole one for it', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    const row = (name: string, text: string): string => `{"file_name":"${name}","text":"${text}"}\n`;
    const { status, stdout } = await checked(row('a.png', '\\ud83d\\ude00') + row('b.png', '\\uDC00'));
    assert.equal(status, 1);
    assert.match(stdout, /^:2: A \\u escape stands for half a character/);
    assert.equal(stdout.split('\n').length, 2);
  });

  it('finds a second file of metadata, beside it or in a folder inside', async () => {
    await writeRedImages(folder.path, 'a.png', 'sub/deep/b.png');
    writeFileSync(join(folder.path, 'metadata.csv'), 'file_name,text\n');
    writeFileSync(join(folder.path, 'sub', 'metadata.jsonl'), '');
    const { status, stdout } = await checked('{"file_name":"a.png","text":"A"}\n');
    assert.equal(status, 1);
    assert.match(stdout, /metadata\.csv stands beside it/);
    assert.match(stdout, /sub\/metadata\.jsonl stands in a folder inside: .* twice/);
  });

  it('notes a byte order mark, and how datasets finds a file of another name', async () => {
    await writeRedImages(folder.path, 'a.png');
    const { status, stderr } = await checked('\uFEFF{"file_name":"a.png","text":"A"}\n', 'x.captions.jsonl');
    assert.equal(status, 0);
    assert.match(stderr, /byte order mark: pandas and polars cannot read it/);
    assert.match(stderr, /metadata_filenames=\["x\.captions\.jsonl"\] \(5\.2\.0\)/);
  });
});
