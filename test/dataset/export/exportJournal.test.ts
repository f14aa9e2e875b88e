import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { contentOf, contentOfLink, ExportJournal, journalName } from '../../../src/dataset/export/exportJournal';
import { useTemporaryFolder } from '../temporaryFolder';

describe('What exports keep of the files that they wrote', () => {
  const folder = useTemporaryFolder();
  const place = (file: string): string => path.join(folder.path, file);
  const open = (name = 'one'): Promise<ExportJournal> => ExportJournal.open(folder.path, name);
  const write = (file: string, content = `of ${file}`): void => writeFileSync(place(file), content);
  const areThere = (...files: string[]): boolean[] => files.map((file) => existsSync(place(file)));

  /** Writes files as an export does, up to where it ends or crashes. */
  async function noted(name: string, ...files: string[]): Promise<ExportJournal> {
    const journal = await open(name);
    const contents = new Map<string, string>();
    for (const file of files) {
      write(file);
      contents.set(file, (await contentOf(place(file))) ?? assert.fail(file));
    }
    await journal.note(contents);
    return journal;
  }

  /** A whole export. @returns what it took away */
  const exported = async (name: string, ...files: string[]): Promise<string[]> => (await noted(name, ...files)).close();

  it('tells a file that an export wrote from one that it did not, and from one that was changed since', async () => {
    await exported('one', 'a.txt', 'b.txt', 'c.txt', 'd.txt');
    write('mine.txt');
    write('b.txt', 'corrected by hand');
    rmSync(place('c.txt'));
    rmSync(place('d.txt'));
    mkdirSync(place('d.txt'));
    const journal = await open();
    const foreign: Record<string, boolean> = {};
    for (const file of ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'mine.txt', 'none.txt', 'a.txt/below.txt'])
      foreign[file] = await journal.isForeign(file);
    const expected = { 'a.txt': false, 'b.txt': true, 'c.txt': false, 'd.txt': true, 'mine.txt': true };
    assert.deepEqual(foreign, { ...expected, 'none.txt': false, 'a.txt/below.txt': true });
  });

  it('takes a file for foreign that cannot be looked at', async function () {
    if (process.platform === 'win32') this.skip(); // a link takes a right there that few have
    symlinkSync('loop', place('loop'));
    assert.equal(await (await open()).isForeign('loop/a.txt'), true);
    await assert.rejects(contentOf(place('loop/a.txt')), { code: 'ELOOP' });
  });

  it('takes a link for its own as long as it leads where it led', async function () {
    if (process.platform === 'win32') this.skip(); // a link takes a right there that few have
    for (const target of ['a.jpg', 'b.jpg']) write(target, 'the same');
    symlinkSync('a.jpg', place('link'));
    const first = await open();
    await first.note(new Map([['link', contentOfLink('a.jpg')]]));
    assert.equal(await (await open()).isForeign('link'), false);
    rmSync(place('link'));
    symlinkSync('b.jpg', place('link'));
    assert.equal(await (await open()).isForeign('link'), true);
  });

  it('knows after a crash what was about to get its name', async () => {
    await noted('one', 'a.txt');
    assert.equal(await (await open()).isForeign('a.txt'), false);
    assert.deepEqual(await exported('one', 'b.txt'), ['a.txt']);
  });

  it('takes away what an earlier export of the same name wrote and this one did not', async () => {
    assert.deepEqual(await exported('one', 'a.txt', 'b.txt'), []);
    assert.deepEqual(await exported('one', 'b.txt'), ['a.txt']);
    assert.deepEqual(areThere('a.txt', 'b.txt'), [false, true]);
    assert.deepEqual(await exported('one', 'b.txt'), [], 'once');
  });

  it('takes away nothing of another export, nothing that was changed, and nothing that is to stay', async () => {
    await exported('other', 'others.txt');
    await exported('one', 'changed.txt', 'kept.txt', 'gone.txt');
    write('changed.txt', 'corrected by hand');
    rmSync(place('gone.txt'));
    const journal = await open();
    journal.keep('kept.txt');
    assert.deepEqual(await journal.close(), []);
    assert.deepEqual(areThere('others.txt', 'changed.txt', 'kept.txt'), [true, true, true]);
    assert.deepEqual(await exported('one', 'a.txt'), ['kept.txt'], 'it is still known whose that is');
    assert.deepEqual(await exported('other', 'b.txt'), ['others.txt'], 'and so are those of the other');
  });

  it('takes away nothing that is no file any more, or below one', async () => {
    mkdirSync(place('sub'));
    await exported('one', 'a.txt', 'sub/b.txt');
    rmSync(place('a.txt'));
    mkdirSync(place('a.txt'));
    rmSync(place('sub'), { recursive: true });
    write('sub');
    assert.deepEqual(await exported('one', 'c.txt'), []);
    assert.deepEqual(areThere('a.txt', 'sub'), [true, true]);
  });

  it('forgets what it took away: the same file is somebody else’s when it is there again', async () => {
    await exported('other', 'others.txt');
    await exported('one', 'a.txt');
    assert.deepEqual(await exported('one', 'b.txt'), ['a.txt']);
    write('a.txt');
    assert.equal(await (await open()).isForeign('a.txt'), true);
    assert.deepEqual(await exported('one', 'b.txt'), []);
  });

  it('gives a file to the export that wrote it, or said last that it stays', async () => {
    await exported('one', 'a.txt', 'b.txt');
    const other = await noted('other', 'a.txt');
    other.keep('b.txt');
    await other.close();
    assert.deepEqual(await exported('one', 'c.txt'), []);
    assert.deepEqual(areThere('a.txt', 'b.txt'), [true, true]);
    assert.deepEqual((await exported('other', 'd.txt')).sort(), ['a.txt', 'b.txt']);
  });

  it('takes nothing away where an export writes nothing, and knows the files of others still', async () => {
    const nothing = await open();
    nothing.keep('never.txt');
    assert.deepEqual(await nothing.close(), []);
    assert.deepEqual(areThere(journalName), [false], 'nothing was written, and nothing is kept of it');
    await exported('other', 'others.txt');
    await (await open()).close();
    assert.equal(await (await open()).isForeign('others.txt'), false);
  });

  it('leads nowhere out of its folder, whatever somebody wrote into it', async () => {
    const inner = place('inner');
    mkdirSync(inner);
    write('outside.txt');
    const content = await contentOf(place('outside.txt'));
    const files = ['../outside.txt', place('outside.txt'), 'x/../../outside.txt', '..\\outside.txt'];
    const lines = files.map((file) => JSON.stringify({ export: 'one', file, content }));
    writeFileSync(path.join(inner, journalName), `${lines.join('\n')}\n`);
    const journal = await ExportJournal.open(inner, 'one');
    assert.equal(await journal.isForeign('../outside.txt'), true);
    assert.deepEqual(await journal.close(), []);
    assert.deepEqual(areThere('outside.txt'), [true]);
  });

  it('is read where a crash cut it off or somebody broke it, but for what is broken', async () => {
    await noted('one', 'a.txt', 'b.txt');
    const [first, second] = readFileSync(place(journalName), 'utf8').split('\n');
    writeFileSync(place(journalName), `[1]\nnonsense\n${first}\n${second.slice(0, 20)}`);
    const journal = await open();
    assert.deepEqual([await journal.isForeign('a.txt'), await journal.isForeign('b.txt')], [false, true]);
  });

  it('says that it cannot be read, or not be written', async () => {
    mkdirSync(place(journalName));
    await assert.rejects(open(), { message: `Cannot read ${place(journalName)}: it is a folder.` });
    rmSync(place(journalName), { recursive: true });
    const journal = await noted('one', 'a.txt');
    rmSync(place(journalName));
    mkdirSync(place(journalName));
    await assert.rejects(journal.close(), ({ message }: Error) =>
      message.startsWith(`${place(journalName)} cannot be written: `),
    );
  });
});
