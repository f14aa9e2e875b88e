import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { listInputs, readInputs, type CaptionInput } from '../../../src/cli/captioning/captionInputs';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('What is to be captioned', () => {
  const folder = useTemporaryFolder();
  const at = (...names: string[]): string => path.join(folder.path, ...names);
  const create = (...names: string[]): void => {
    for (const name of names) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), 'x');
    }
  };
  const { signal } = new AbortController();

  async function listed(inputs: readonly string[], outFolder?: string): Promise<CaptionInput[]> {
    const found: CaptionInput[] = [];
    for await (const portion of listInputs(inputs, outFolder, signal)) found.push(...portion);
    return found;
  }
  async function read(lines: string, outFolder?: string, areRows?: boolean): Promise<CaptionInput[]> {
    const found: CaptionInput[] = [];
    for await (const input of readInputs(new PassThrough().end(lines), outFolder, signal, areRows)) found.push(input);
    return found;
  }

  it('is named relative to the only folder, and as given where there are several', async () => {
    create('a/1.jpg', 'a/sub/2.jpg', 'a/notes.txt', 'b/3.jpg');
    assert.deepEqual(await listed([at('a')]), [
      { path: at('a/1.jpg'), fileName: '1.jpg' },
      { path: at('a/sub/2.jpg'), fileName: 'sub/2.jpg' },
    ]);
    assert.deepEqual(
      (await listed([at('b'), at('a/1.jpg')])).map((input) => 'fileName' in input && input.fileName),
      [at('b/3.jpg'), at('a/1.jpg')],
    );
  });

  it('is named relative to the file of its rows, also where a link leads there', async () => {
    create('data/a/1.jpg');
    symlinkSync(at('data'), at('link'));
    const expected = [{ path: at('data/a/1.jpg'), fileName: 'a/1.jpg' }];
    assert.deepEqual(await listed([at('data/a')], at('data')), expected);
    assert.deepEqual(await listed([at('data/a')], at('link')), expected);
    assert.deepEqual(await read(`${at('link/a/1.jpg')}\n`, at('data')), [
      { path: at('link/a/1.jpg'), fileName: 'a/1.jpg' },
    ]);
  });

  it('is a problem where no row there could name it', async () => {
    create('data/1.jpg', 'other/2.jpg');
    assert.deepEqual(await listed([at('other/2.jpg')], at('data')), [
      {
        path: at('other/2.jpg'),
        problem: `It is not in the folder of the --out file (${at('data')}), so no row there can name it.`,
      },
    ]);
  });

  it('is a problem where there is no such file, and of a folder what in it cannot be read', async () => {
    const [gone] = await listed([at('gone.jpg')]);
    assert.equal(gone.path, at('gone.jpg'));
    assert.equal('problem' in gone && gone.problem, 'It does not exist.');
    mkdirSync(at('a'));
    symlinkSync(at('nowhere.jpg'), at('a/dead.jpg'));
    const [dead] = await listed([at('a')]);
    assert.equal(dead.path, at('a/dead.jpg'));
    assert.ok('problem' in dead);
  });

  it('is read a line at a time, and a blank line is none', async () => {
    assert.deepEqual(await read('a.jpg\r\n\n  \nsub/b.jpg\n'), [
      { path: 'a.jpg', fileName: 'a.jpg' },
      { path: 'sub/b.jpg', fileName: 'sub/b.jpg' },
    ]);
  });

  it('is read as an address, too, with percent signs or without', async () => {
    create('a b.jpg', 'a%20c.jpg');
    const places = [pathToFileURL(at('a b.jpg')).href, `file:${at('a b.jpg')}`, `file://localhost${at('a%20c.jpg')}`];
    assert.deepEqual(
      (await read(`${places.join('\n')}\n`)).map((input) => input.path),
      [at('a b.jpg'), at('a b.jpg'), at('a%20c.jpg')],
    );
  });

  it('is read of objects with what else they say, and a line that names none is a problem with that', async () => {
    assert.deepEqual(await read('{"id":7,"file_name":"a.jpg"}\n{"id":8}\na.jpg\n', undefined, true), [
      { path: 'a.jpg', fileName: 'a.jpg', others: ',"id":7' },
      {
        path: '{"id":8}',
        problem: 'The line names no image: one of file_name, filename, image, image_path … is needed.',
        others: ',"id":8',
      },
      { path: 'a.jpg', problem: 'The line is no JSON object.', others: '' },
    ]);
  });
});
