import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { OutputFile } from '../../../src/dataset/export/exportFormat';
import { contentOf, ExportJournal, journalName } from '../../../src/dataset/export/exportJournal';
import { FileWriter, freeFiles, writtenTogether } from '../../../src/dataset/export/writeFiles';
import { writePieces } from '../../../src/dataset/export/writeText';
import { useTemporaryFolder } from '../temporaryFolder';

describe('The files of an export', () => {
  const folder = useTemporaryFolder();
  const place = (file: string): string => path.join(folder.path, file);
  const text = (name: string, content = `of ${name}`): OutputFile => ({
    name,
    write: (path) => writePieces(path, [content]),
  });
  const image = (name: string, source: string): OutputFile => ({ ...text(name), source: place(source) });
  const journal = (): Promise<ExportJournal> => ExportJournal.open(folder.path, 'one');
  const free = async (...files: OutputFile[]): Promise<string[]> =>
    (await freeFiles(files, folder.path, await journal())).map(({ name }) => name);
  const all = (): string[] => readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).sort();

  it('are all to be written where nothing is yet', async () => {
    assert.deepEqual(await free(text('a.txt'), text('new/b.txt'), text('a.txt/c.txt')), [
      'a.txt',
      'new/b.txt',
      'a.txt/c.txt',
    ]);
  });

  it('are not written where another file is, which is named: at most three, and how many', async () => {
    const files = Array.from({ length: 5 }, (_, at) => text(`${at}.txt`));
    for (const { name } of files.slice(0, 3)) writeFileSync(place(name), 'mine');
    const named = ['0.txt', '1.txt', '2.txt'].map(place).join(', ');
    await assert.rejects(free(...files), {
      name: 'DatasetFileError',
      message: `There already, and not written by an export or changed since: ${named}. Nothing was written. Move that away, or choose another place.`,
    });
    for (const { name } of files) writeFileSync(place(name), 'mine');
    await assert.rejects(free(...files), ({ message }: Error) => message.includes(`: ${named} … (5). Nothing was`));
  });

  it('have a file in the way where one of their folders is to be, and it is named once', async () => {
    writeFileSync(place('sub'), 'mine');
    await assert.rejects(free(text('sub/a.txt'), text('sub/deep/b.txt')), ({ message }: Error) =>
      message.includes(`: ${place('sub')}. Nothing`),
    );
  });

  it('are written again where an export wrote them', async () => {
    const first = await journal();
    await new FileWriter(folder.path, first).write([text('a.txt')]);
    assert.deepEqual(await free(text('a.txt', 'another')), ['a.txt']);
  });

  it('bring an image along that is not there yet, also where others are', async () => {
    writeFileSync(place('a.jpg'), 'an image');
    assert.deepEqual(await free(image('b.jpg', 'a.jpg')), ['b.jpg']);
  });

  it('leave an image alone that is there already: the same one, one that is alike, or a link to it', async function () {
    if (process.platform === 'win32') this.skip(); // a link takes a right there that few have
    for (const name of ['a.jpg', 'copy.jpg']) writeFileSync(place(name), 'an image');
    writeFileSync(place('other.jpg'), 'another image');
    symlinkSync('a.jpg', place('link.jpg'));
    assert.deepEqual(await free(...['a.jpg', 'copy.jpg', 'link.jpg'].map((name) => image(name, 'a.jpg'))), []);
    await assert.rejects(free(image('other.jpg', 'a.jpg')), /other\.jpg/);
    await assert.rejects(free(text('copy.jpg')), /copy\.jpg/, 'a text is not the image');
  });

  it('keep in mind whose an image is that is there already', async () => {
    writeFileSync(place('source.jpg'), 'an image');
    const first = await journal();
    await new FileWriter(folder.path, first).write([text('a.jpg', 'an image')]);
    const second = await journal();
    await freeFiles([image('a.jpg', 'source.jpg')], folder.path, second);
    assert.deepEqual(await second.close(), [], 'it stays');
    assert.deepEqual(await (await journal()).close(), ['a.jpg'], 'it was a part of the last one');
  });

  it('get their names once all of each is there, in folders that are made for them, and are known from then on', async () => {
    const written = await journal();
    const seen: string[][] = [];
    const looking: OutputFile = { name: 'b.txt', write: (to) => (seen.push(all()), text('b.txt').write(to)) };
    await new FileWriter(folder.path, written).write([text('deep/er/a.txt'), looking, text('deep/er/c.txt')]);
    assert.ok(!seen.flat().includes('b.txt'));
    assert.deepEqual(all(), [journalName, 'b.txt', 'deep', 'deep/er', 'deep/er/a.txt', 'deep/er/c.txt']);
    assert.equal(readFileSync(place('deep/er/a.txt'), 'utf8'), 'of deep/er/a.txt');
    const again = await journal();
    for (const name of ['b.txt', 'deep/er/a.txt']) assert.equal(await again.isForeign(name), false);
    assert.ok(readFileSync(place(journalName), 'utf8').includes(String(await contentOf(place('b.txt')))));
  });

  it('leave nothing behind when one of them cannot be written, and the error names that one', async () => {
    const full: OutputFile = {
      name: 'full.txt',
      write: async (to) => {
        await text('full.txt').write(to);
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    };
    writeFileSync(place('a.txt'), 'as it was');
    const writer = new FileWriter(folder.path, await journal());
    await assert.rejects(writer.write([text('a.txt', 'new'), full]), ({ message }: Error) =>
      message.startsWith(`${place('full.txt')} cannot be written: the disk is full.`),
    );
    assert.deepEqual(all(), ['a.txt']);
    assert.equal(readFileSync(place('a.txt'), 'utf8'), 'as it was');
  });

  it('say what is in the way of a folder', async () => {
    writeFileSync(place('file'), 'mine');
    const writer = new FileWriter(folder.path, await journal());
    await assert.rejects(writer.write([text('file/a.txt')]), ({ message }: Error) =>
      message.startsWith(`${place('file/a.txt')} cannot be written: `),
    );
    assert.deepEqual(all(), ['file']);
  });

  it('say what is wrong with one of which nothing was written', async () => {
    const nothing: OutputFile = {
      name: 'a.txt',
      write: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    };
    const writer = new FileWriter(folder.path, await journal());
    await assert.rejects(writer.write([nothing]), /a\.txt cannot be written: the disk is full\./);
  });

  it('say what is in the way of a name', async () => {
    mkdirSync(place('a.txt'));
    const writer = new FileWriter(folder.path, await journal());
    await assert.rejects(writer.write([text('a.txt')]), ({ message }: Error) =>
      message.startsWith(`${place('a.txt')} cannot be written: `),
    );
    assert.deepEqual(
      all().filter((name) => name.endsWith('.tmp')),
      [],
    );
    assert.ok(existsSync(place('a.txt')));
  });

  it('are written together where they are small, 32 at most, and the others one at a time', () => {
    const sizes = [...Array<boolean>(70).fill(true), false, false, true];
    const files = sizes.map((isSmall, at) => ({ ...text(String(at)), isSmall }));
    const together = [...writtenTogether(files)];
    assert.deepEqual(
      together.map((files) => files.length),
      [32, 32, 6, 1, 1, 1],
    );
    assert.deepEqual(together.flat(), files);
    assert.deepEqual([...writtenTogether([])], []);
    assert.deepEqual(
      [...writtenTogether([text('a'), text('b')])].map((files) => files.length),
      [1, 1],
    );
  });
});
