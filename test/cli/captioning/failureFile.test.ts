import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { FailureFile } from '../../../src/cli/captioning/failureFile';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('The file of images that failed', () => {
  const folder = useTemporaryFolder();
  const file = (): string => path.join(folder.path, 'failures.jsonl');
  const line = (name: string, reason: string): string => `${JSON.stringify({ path: name, reason })}\n`;
  const written = (): string => readFileSync(file(), 'utf8');

  it('has each as soon as it fails, and again only for another reason', async () => {
    const failures = await FailureFile.open(file());
    await failures.add('a.jpg', 'broken');
    assert.equal(written(), line('a.jpg', 'broken'));
    await failures.add('a.jpg', 'broken');
    await failures.add('b.jpg', 'too large');
    await failures.add('a.jpg', 'gone');
    await failures.close();
    assert.equal(written(), line('a.jpg', 'broken') + line('b.jpg', 'too large') + line('a.jpg', 'gone'));
    const again = await FailureFile.open(file());
    assert.equal(again.reasonFor('a.jpg'), 'gone');
    assert.equal(again.reasonFor('b.jpg'), 'too large');
    assert.equal(again.reasonFor('c.jpg'), undefined);
    await again.close();
  });

  it('stays as it is where a later run finds nothing new', async () => {
    const text = `${line('a.jpg', 'broken')}\n${line('a.jpg', 'broken')}`;
    writeFileSync(file(), text);
    const failures = await FailureFile.open(file());
    failures.remove('never.jpg');
    await failures.add('a.jpg', 'broken');
    await failures.close();
    assert.equal(written(), text);
  });

  it('is not written while the run goes on once an image in it has been captioned, but whole at its end', async () => {
    const before = line('a.jpg', 'broken');
    writeFileSync(file(), before);
    const failures = await FailureFile.open(file());
    failures.remove('a.jpg');
    await failures.add('b.jpg', 'gone');
    assert.equal(written(), before);
    await failures.close();
    assert.equal(written(), line('b.jpg', 'gone'));
  });

  it('loses an image that has been captioned since, and keeps the others', async () => {
    writeFileSync(file(), line('a.jpg', 'broken') + line('b.jpg', 'broken'));
    const failures = await FailureFile.open(file());
    failures.remove('a.jpg');
    await failures.add('c.jpg', 'gone');
    await failures.close();
    assert.equal(written(), line('b.jpg', 'broken') + line('c.jpg', 'gone'));
    assert.equal(failures.reasonFor('a.jpg'), undefined);
  });

  it('is written anew where its last line was cut off, without what that said', async () => {
    for (const rest of ['{"path":"b.jpg","rea', line('b.jpg', 'gone').trimEnd()]) {
      writeFileSync(file(), line('a.jpg', 'broken') + rest);
      const failures = await FailureFile.open(file());
      await failures.add('c.jpg', 'gone');
      await failures.close();
      const kept = rest.endsWith('}') ? line('b.jpg', 'gone') : '';
      assert.equal(written(), line('a.jpg', 'broken') + kept + line('c.jpg', 'gone'));
    }
  });

  it('is no other file: the line that is none of it is named, and nothing is written', async () => {
    for (const foreign of ['{"file_name":"a.jpg","text":"a dog"}', 'words', '{"path":"a.jpg"}']) {
      const text = `${line('a.jpg', 'broken')}${foreign}\n`;
      writeFileSync(file(), text);
      await assert.rejects(FailureFile.open(file()), {
        name: 'DatasetFileError',
        message: `${file()}:2 is no failed image. Choose another file for --failures.`,
      });
      assert.equal(written(), text);
    }
  });

  it('is named where it cannot be read or written', async () => {
    mkdirSync(file());
    await assert.rejects(FailureFile.open(file()), {
      name: 'DatasetFileError',
      message: new RegExp(`^Cannot read ${file()}: .+\\.$`),
    });
    const failures = await FailureFile.open(path.join(folder.path, 'gone', 'failures.jsonl'));
    await assert.rejects(failures.add('a.jpg', 'broken'), {
      name: 'DatasetFileError',
      message: /^Cannot write .*failures\.jsonl: .+\.$/,
    });
  });
});
