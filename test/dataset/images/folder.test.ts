import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { listFolder, scanFolder } from '../../../src/dataset/images/folder';
import { useTemporaryFolder } from '../temporaryFolder';

describe('Scanning a folder for images', () => {
  const folder = useTemporaryFolder();

  function create(...names: string[]): void {
    for (const name of names) {
      mkdirSync(dirname(join(folder.path, name)), { recursive: true });
      writeFileSync(join(folder.path, name), 'x');
    }
  }

  async function namesOf(): Promise<string[]> {
    return (await scanFolder(folder.path)).images.map(({ fileName }) => fileName);
  }

  it('lists images of all kinds in natural order, subfolders included', async () => {
    create('img10.jpg', 'img2.JPG', 'IMG1.png', 'b/2.webp', 'b/10.gif', 'b/c/x.avif', 'a.jpeg', 'notes.txt', 'b.jpg');
    assert.deepEqual(await namesOf(), [
      'a.jpeg',
      'b/2.webp',
      'b/10.gif',
      'b/c/x.avif',
      'b.jpg',
      'IMG1.png',
      'img2.JPG',
      'img10.jpg',
    ]);
  });

  it('lists every ending of an image that can be read, in any case', async () => {
    create(
      ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'gif', 'avif', 'JFIF'].map((ending, at) => `${at}.${ending}`),
    );
    assert.equal((await namesOf()).length, 9);
  });

  it('tells of every image that nothing here can read, by its kind', async () => {
    create(
      ...['heic', 'heif', 'hif', 'jxl', 'jp2', 'j2k', 'jpx', 'ico', 'psd', 'bmp', 'tif', 'tiff'].map(
        (ending, at) => `${at}.${ending}`,
      ),
    );
    const { images, problems } = await scanFolder(folder.path);
    assert.deepEqual(images, []);
    assert.deepEqual(
      problems.map(({ reason }) => reason.split(' ')[0]),
      ['HEIC', 'HEIF', 'HIF', 'JXL', 'JP2', 'J2K', 'JPX', 'ICO', 'PSD', 'BMP', 'TIF', 'TIFF'],
    );
  });

  it('tells of images while it goes on: in natural order, a thousand at most at a time, linked folders last', async () => {
    create('b/1.jpg', 'z.jpg', ...[...Array(1_001).keys()].map((at) => `a/${at}.jpg`));
    create('.store/x.jpg');
    symlinkSync('.store', join(folder.path, 'a-link'));
    const portions: string[][] = [];
    for await (const { images } of listFolder(folder.path)) portions.push(images.map(({ fileName }) => fileName));
    const found = portions.filter((names) => names.length > 0);
    assert.deepEqual(
      found.map((names) => [names.length, names[0], names.at(-1)]),
      [
        [1_000, 'a/0.jpg', 'a/999.jpg'],
        [1, 'a/1000.jpg', 'a/1000.jpg'],
        [1, 'b/1.jpg', 'b/1.jpg'],
        [1, 'z.jpg', 'z.jpg'],
        [1, 'a-link/x.jpg', 'a-link/x.jpg'],
      ],
    );
  });

  describe('of more than are put in order at once', () => {
    const most = 4;
    const names = [...Array(10).keys()].map((at) => `${at}.jpg`);
    async function* parts(isOrdered = true): AsyncGenerator<string[]> {
      for await (const { images } of listFolder(folder.path, { mostSorted: most, isOrdered }))
        yield images.map(({ fileName }) => fileName);
    }
    /** Whether this process has the folder, or one in it, open. */
    function isOpen(): boolean {
      return readdirSync('/proc/self/fd').some((number) => {
        try {
          return readlinkSync(`/proc/self/fd/${number}`).startsWith(folder.path);
        } catch {
          // The list of what is open was open itself.
          return false;
        }
      });
    }

    it('tells in parts, each of them in order, and of each image once', async () => {
      create(...names);
      const found: string[][] = [];
      for await (const part of parts()) found.push(part);
      assert.deepEqual(
        found.map(({ length }) => length),
        [most, most, 2],
      );
      for (const part of found) assert.deepEqual(part, part.toSorted());
      assert.deepEqual(found.flat().sort(), names);
    });

    it('tells of subfolders, too, and of all of them also where the order does not count', async () => {
      const all = [...names, ...names.map((name) => `a/${name}`), ...names.map((name) => `b/c/${name}`)];
      create(...all);
      for (const isOrdered of [true, false]) {
        const found: string[] = [];
        for await (const part of parts(isOrdered)) found.push(...part);
        assert.deepEqual(found.sort(), all.toSorted());
      }
    });

    it('leaves no folder open, whether all is asked for or not', async function () {
      if (process.platform !== 'linux') return this.skip();
      create(...names);
      for await (const part of parts()) assert.ok(part.length > 0);
      assert.ok(!isOpen(), 'read to its end');
      for await (const part of parts()) {
        assert.ok(part.length > 0 && isOpen());
        break;
      }
      assert.ok(!isOpen(), 'read in part');
    });
  });

  it('tells of what cannot be read in the order of paths, that of a linked folder in its place, too', async () => {
    create('.store/x.heic', 'b.heic', 'z.heic');
    symlinkSync('.store', join(folder.path, 'c-link'));
    const { problems } = await scanFolder(folder.path);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['b.heic', 'c-link/x.heic', 'z.heic'],
    );
  });

  it('has what a linked folder holds in its place when it has seen all', async () => {
    create('b.jpg', '.store/x.jpg');
    symlinkSync('.store', join(folder.path, 'a-link'));
    assert.deepEqual(await namesOf(), ['a-link/x.jpg', 'b.jpg']);
  });

  it('lists a folder under its own name where a link leads to it, too', async () => {
    create('real/a.jpg');
    symlinkSync('real', join(folder.path, 'a-link'));
    assert.deepEqual(await namesOf(), ['real/a.jpg']);
  });

  it('leaves out hidden files and folders and node_modules', async () => {
    create('.hidden.jpg', '.git/a.jpg', 'node_modules/a.jpg', 'sub/.cache/a.jpg', 'sub/node_modules/b/a.jpg', 'a.jpg');
    assert.deepEqual(await namesOf(), ['a.jpg']);
  });

  it('ends at loops of symbolic links and lists each image once', async () => {
    create('sub/a.jpg');
    symlinkSync('..', join(folder.path, 'sub', 'up'));
    symlinkSync('sub', join(folder.path, 'alias'));
    symlinkSync('loop', join(folder.path, 'loop'));
    const { images, problems } = await scanFolder(folder.path);
    assert.deepEqual(
      images.map(({ fileName }) => fileName),
      ['sub/a.jpg'],
    );
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['loop'],
    );
  });

  it('follows a link to an image inside, as git-annex and DVC make them', async () => {
    create('.store/1f3a');
    symlinkSync('.store/1f3a', join(folder.path, 'a.jpg'));
    symlinkSync('.store', join(folder.path, 'linked'));
    create('.store/b.jpg');
    assert.deepEqual(await namesOf(), ['a.jpg', 'linked/b.jpg']);
    assert.deepEqual((await scanFolder(folder.path)).problems, []);
  });

  it('reports links that lead out or nowhere', async () => {
    mkdirSync(join(folder.path, 'in'));
    create('outside.jpg', 'in/a.jpg');
    symlinkSync('../outside.jpg', join(folder.path, 'in', 'out.jpg'));
    symlinkSync('..', join(folder.path, 'in', 'up'));
    symlinkSync('gone.jpg', join(folder.path, 'in', 'dead.jpg'));
    const { images, problems } = await scanFolder(join(folder.path, 'in'));
    assert.equal(images.length, 1);
    assert.deepEqual(
      problems.map(({ path, reason }) => `${path}: ${/leads out|does not exist/.exec(reason)?.[0]}`),
      ['dead.jpg: does not exist', 'out.jpg: leads out', 'up: leads out'],
    );
  });

  it('reports images that nothing here can read', async () => {
    create('a.heic', 'b.TIFF', 'c.svg');
    const { images, problems } = await scanFolder(folder.path);
    assert.deepEqual(images, []);
    assert.deepEqual(
      problems.map(({ path, reason }) => [path, reason]),
      [
        [
          'a.heic',
          'HEIC images cannot be read, and its name says that it is one. Convert it to PNG or JPEG, or rename it if it is one of those.',
        ],
        [
          'b.TIFF',
          'TIFF images cannot be read, and its name says that it is one. Convert it to PNG or JPEG, or rename it if it is one of those.',
        ],
      ],
    );
  });

  it('reports what is named as an image and is no file, and is silent about other such things', async function () {
    if (process.platform === 'win32') this.skip(); // no such things there
    create('a.jpg');
    for (const name of ['pipe.jpg', 'pipe']) execFileSync('mkfifo', [join(folder.path, name)]);
    const socket = createServer().listen(join(folder.path, 'socket.png'));
    await once(socket, 'listening');
    const { images, problems } = await scanFolder(folder.path);
    socket.close();
    assert.deepEqual(
      images.map(({ fileName }) => fileName),
      ['a.jpg'],
    );
    assert.deepEqual(
      problems.map(({ path, reason }) => `${path}: ${/is a pipe, a socket or a device/.exec(reason)?.[0]}`),
      ['pipe.jpg: is a pipe, a socket or a device', 'socket.png: is a pipe, a socket or a device'],
    );
  });

  it('reports a name with a backslash, which no dataset can hold', async function () {
    if (process.platform === 'win32') {
      this.skip(); // no such names there
    }
    create('a\\b.jpg');
    const { images, problems } = await scanFolder(folder.path);
    assert.deepEqual(images, []);
    assert.match(problems[0]?.reason ?? '', /Rename the image/);
  });

  it('reports names that datasets take for addresses, as they would find no image by them', async function () {
    if (process.platform === 'win32') {
      this.skip(); // no such names there
    }
    create('a.jpg', 'file:b.jpg', 'c:/d.jpg');
    const { images, problems } = await scanFolder(folder.path);
    assert.deepEqual(
      images.map(({ fileName }) => fileName),
      ['a.jpg'],
    );
    assert.deepEqual(
      problems.map(({ path, reason }) => `${path}: ${/for an address, or for a path out/.exec(reason)?.[0]}`),
      ['c:/d.jpg: for an address, or for a path out', 'file:b.jpg: for an address, or for a path out'],
    );
  });

  it('reports names of other bytes than UTF-8, and takes one that has the sign for such bytes', async function () {
    if (process.platform !== 'linux') {
      this.skip(); // elsewhere names are Unicode
    }
    create('letter\uFFFD.jpg');
    const inLatin1 = (name: string): Buffer =>
      Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from(name, 'latin1')]);
    // What is no image is nobody's business.
    for (const name of ['caf\xe9.jpg', 'not\xe9.txt']) writeFileSync(inLatin1(name), 'x');
    mkdirSync(inLatin1('\xe9t\xe9'));
    const { images, problems } = await scanFolder(folder.path);
    assert.deepEqual(images, [{ fileName: 'letter\uFFFD.jpg' }]);
    assert.deepEqual(
      problems.map(({ path, reason }) => `${path}: ${/not UTF-8.*Rename it/.exec(reason)?.[0]}`).sort(),
      ['caf\uFFFD.jpg', '\uFFFDt\uFFFD'].map((name) => `${name}: not UTF-8, so no dataset can name it. Rename it`),
    );
  });

  it('reports a subfolder that may not be listed and goes on', function () {
    if (process.platform === 'win32') {
      this.skip(); // modes do not keep anybody out there
    }
    create('a.jpg', 'secret/b.jpg', 'z.jpg');
    chmodSync(folder.path, 0o755);
    chmodSync(join(folder.path, 'secret'), 0);
    // The superuser may list everything, so this test becomes nobody in a process of its own.
    const script = `if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
      require(${JSON.stringify(resolve('src/dataset/images/folder.ts'))}).scanFolder(${JSON.stringify(folder.path)})
        .then((found) => console.log(JSON.stringify(found)))`;
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--eval', script], {
      encoding: 'utf8',
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    });
    chmodSync(join(folder.path, 'secret'), 0o755);
    assert.match(output, /"a\.jpg".*"z\.jpg"/);
    assert.match(output, /\{"path":"secret","reason":"The folder cannot be listed: permission denied\."\}/);
  });

  it('finds nothing in an empty folder', async () => {
    assert.deepEqual(await scanFolder(folder.path), { images: [], problems: [] });
  });

  it('says that a folder is missing or is a file', async () => {
    create('a.jpg');
    await assert.rejects(scanFolder(join(folder.path, 'no')), /Cannot list the folder .*no: it does not exist/);
    await assert.rejects(scanFolder(join(folder.path, 'a.jpg')), /Cannot list the folder/);
  });

  it('stops when it is aborted', async () => {
    create('a.jpg');
    await assert.rejects(scanFolder(folder.path, AbortSignal.abort()), { name: 'AbortError' });
  });
});
