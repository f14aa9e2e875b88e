import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import { describe, it } from 'mocha';
import { pack } from 'tar-stream';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

const notAsked = (): never => {
  throw new Error('The captioner is not asked.');
};

describe('showtell import keeps what a file says', () => {
  const folder = useTemporaryFolder();
  const place = (name: string): string => join(folder.path, name);

  /** Imports a file with this content. @returns the lines of the dataset, without what every import writes */
  async function imported(name: string, content: string | Uint8Array, ...args: string[]) {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    writeFileSync(place(name), content);
    const out = place('metadata.jsonl');
    const { status, stderr } = await runScripted(['import', place(name), '--out', out, ...args], notAsked);
    const text = existsSync(out) ? readFileSync(out, 'utf8') : '';
    const told = text
      .replaceAll(/,"updated":"[^"]*"/gu, '')
      .replaceAll(',"suggestion":"","status":"written","model":""', '');
    return { status, stderr, lines: told.split('\n').slice(0, -1) };
  }

  describe('in numbers that no JavaScript number holds', () => {
    it('of rows in one list', async () => {
      const { lines } = await imported(
        'rows.json',
        '[{"image":"a.png","text":"A","id":9007199254740993},{"image":"b.png","text":"B","id":1}]',
      );
      assert.deepEqual(lines, [
        '{"file_name":"a.png","text":"A","id":9007199254740993}',
        '{"file_name":"b.png","text":"B","id":1}',
      ]);
    });

    it('beside captions for sd-scripts', async () => {
      const { lines } = await imported('meta.json', '{"a.png":{"caption":"A","seed":12345678901234567891}}');
      assert.deepEqual(lines, ['{"file_name":"a.png","text":"A","seed":12345678901234567891}']);
    });

    it('beside captions of doccano', async () => {
      const { lines } = await imported(
        'all.jsonl',
        '{"filename":"a.png","label":["A"],"Comments":[],"hash":9007199254740993}\n',
      );
      assert.deepEqual(lines, ['{"file_name":"a.png","text":"A","hash":9007199254740993}']);
    });

    it('of columns in Parquet, also within structures', async () => {
      const writer = new ByteWriter();
      await parquetWrite({
        writer,
        columnData: [
          { name: 'file_name', data: ['a.png'] },
          { name: 'text', data: ['A'] },
          { name: 'id', data: [9007199254740993n] },
          { name: 'ids', data: [[1n, 9007199254740993n]] },
        ],
        schema: [
          { name: 'root', num_children: 4 },
          { name: 'file_name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
          { name: 'text', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
          { name: 'id', type: 'INT64', repetition_type: 'OPTIONAL' },
          { name: 'ids', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
          { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
          { name: 'element', type: 'INT64', repetition_type: 'OPTIONAL' },
        ],
      });
      const { lines, stderr } = await imported('rows.parquet', writer.getBytes());
      assert.deepEqual(
        lines,
        ['{"file_name":"a.png","text":"A","id":9007199254740993,"ids":[1,9007199254740993]}'],
        stderr,
      );
    });

    it('that are ids of COCO: two that differ in their last digit are two images', async () => {
      const { lines, status } = await imported(
        'captions.json',
        '{"images":[{"id":9007199254740993,"file_name":"a.png"},{"id":9007199254740992,"file_name":"b.png"}],' +
          '"annotations":[{"image_id":9007199254740993,"caption":"A"}]}',
      );
      assert.deepEqual(lines, ['{"file_name":"a.png","text":"A"}']);
      assert.equal(status, 0);
    });
  });

  describe('in captions that are objects, or lists of objects', () => {
    it('of rows a line each', async () => {
      const { lines, status } = await imported(
        'rows.jsonl',
        '{"image":"a.png","caption":{"what":"a dog","id": 9007199254740993}}\n{"image":"b.png","text":[{"what":"x"}],"n":1}\n',
      );
      assert.deepEqual(lines, [
        '{"file_name":"a.png","text":{"what":"a dog","id":9007199254740993},"n":null}',
        '{"file_name":"b.png","text":[{"what":"x"}],"n":1}',
      ]);
      assert.equal(status, 0);
    });

    it('for sd-scripts', async () => {
      const { lines } = await imported('meta.json', '{"a.png":{"caption":{"what":"a dog"},"tags":"dog"}}');
      assert.deepEqual(lines, ['{"file_name":"a.png","text":{"what":"a dog"},"tags":"dog"}']);
    });

    it('of samples in a tar', async () => {
      const tar = pack();
      tar.entry({ name: 'a.png' }, 'pixels');
      tar.entry({ name: 'a.json' }, '{"caption":{"what":"a dog"},"n":1}');
      tar.finalize();
      const { lines } = await imported('shard.tar', await buffer(tar));
      assert.deepEqual(lines, ['{"file_name":"a.png","text":{"what":"a dog"},"n":1}']);
    });

    it('of columns in Parquet', async () => {
      const writer = new ByteWriter();
      await parquetWrite({
        writer,
        columnData: [
          { name: 'file_name', data: ['a.png'] },
          { name: 'caption', data: [{ what: 'a dog', times: 9007199254740993n }] },
        ],
        schema: [
          { name: 'root', num_children: 2 },
          { name: 'file_name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
          { name: 'caption', repetition_type: 'OPTIONAL', num_children: 2 },
          { name: 'what', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
          { name: 'times', type: 'INT64', repetition_type: 'OPTIONAL' },
        ],
      });
      const { lines, stderr } = await imported('rows.parquet', writer.getBytes());
      assert.deepEqual(lines, ['{"file_name":"a.png","text":{"what":"a dog","times":9007199254740993}}'], stderr);
    });

    it('and finds them there when it is run again', async () => {
      const content = '{"image":"a.png","caption":{"what":"a dog"}}\n';
      const first = await imported('rows.jsonl', content);
      const second = await imported('rows.jsonl', content);
      assert.deepEqual(second.lines, first.lines);
      assert.match(second.stderr, /1 had the same captions already/u);
    });

    it('but makes none of a caption that is a text, and no text of an object that is there', async () => {
      writeFileSync(place('metadata.jsonl'), '{"file_name":"a.png","text":"a dog","status":"written"}\n');
      const { lines } = await imported('rows.jsonl', '{"image":"a.png","caption":{"what":"a dog"}}\n', '--overwrite');
      assert.deepEqual(lines, ['{"file_name":"a.png","text":"a dog","status":"written"}']);
    });

    it('as text on one line where they are suggestions', async () => {
      const { lines } = await imported(
        'rows.jsonl',
        '{"image":"a.png","caption":{"what":"a dog"}}\n',
        '--as',
        'suggestions',
      );
      assert.deepEqual(
        lines.map((line) => (JSON.parse(line) as { suggestion: unknown }).suggestion),
        ['{"what": "a dog"}'],
      );
    });
  });

  for (const format of ['coco', 'karpathy'])
    it(`under the first of two keys "images", and names the second (${format})`, async () => {
      const list = (name: string): string =>
        format === 'coco' ? `[{"id":1,"file_name":"${name}"}]` : `[{"filename":"${name}","sentences":[{"raw":"A"}]}]`;
      const annotations = format === 'coco' ? ',"annotations":[{"image_id":1,"caption":"A"}]' : '';
      const content = `{"images":${list('a.png')}${annotations},"images":${list('b.png')}}`;
      const { lines, status, stderr } = await imported('captions.json', content, '--from', format);
      assert.deepEqual(lines, ['{"file_name":"a.png","text":"A"}']);
      assert.match(stderr, /captions\.json: "images": The same key stood there before/u);
      assert.equal(status, 1);
    });
});
