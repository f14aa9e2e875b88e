import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { RowFile } from '../../src/cli/rowFile';
import { formatRow } from '../../src/dataset/edit';
import type { Row } from '../../src/dataset/row';
import { useTemporaryFolder } from '../dataset/temporaryFolder';

function rowOf(fileName: string): Row {
  return { fileName, text: 'A dog', suggestion: 'A dog', status: 'suggested', model: 'm', updated: '' };
}

describe('A file of rows', () => {
  const folder = useTemporaryFolder();

  it('is created with the first row', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    const file = await RowFile.open(path);
    assert.ok(!existsSync(path));
    await file.append(rowOf('a.jpg'));
    assert.equal(readFileSync(path, 'utf8'), `${formatRow(rowOf('a.jpg'))}\n`);
    await file.close();
  });

  it('holds each row as soon as it is added', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    const file = await RowFile.open(path);
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) {
      await file.append(rowOf(name));
      assert.ok(readFileSync(path, 'utf8').endsWith(`${formatRow(rowOf(name))}\n`));
      assert.ok(file.has(name));
    }
    await file.close();
  });

  it('keeps what was there, byte for byte, and adds in its style', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    const before = Buffer.concat([
      Buffer.from('\uFEFF{"file_name":"a.jpg"}\r\nbroken '),
      Buffer.of(0x92),
      Buffer.from('\r\n{"file_name":"b.jpg", "text":"cut'),
    ]);
    writeFileSync(path, before);
    const file = await RowFile.open(path);
    assert.ok(file.has('a.jpg'));
    assert.ok(!file.has('b.jpg'));
    await file.append(rowOf('b.jpg'));
    await file.append(rowOf('c.jpg'));
    await file.close();
    const added = ['', formatRow(rowOf('b.jpg')), formatRow(rowOf('c.jpg')), ''].join('\r\n');
    assert.deepEqual(readFileSync(path), Buffer.concat([before, Buffer.from(added)]));
  });

  it('knows an image by any spelling of its name', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, '{"file_name":"./sub\\\\a.jpg"}\n');
    assert.ok((await RowFile.open(path)).has('sub/a.jpg'));
  });

  it('says why it cannot be written', async () => {
    const file = await RowFile.open(join(folder.path, 'no', 'metadata.jsonl'));
    await assert.rejects(file.append(rowOf('a.jpg')), /Cannot write .*metadata\.jsonl: it does not exist/);
  });
});
