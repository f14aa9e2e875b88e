import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { mock } from 'node:test';
import { describe, it } from 'mocha';
import { RowFile } from '../../../src/cli/captioning/rowFile';
import { readLines } from '../../../src/dataset/document/document';
import { formatRow } from '../../../src/dataset/document/edit';
import type { Row } from '../../../src/dataset/rows/row';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

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
    const file = await RowFile.open(path);
    assert.ok(file.has('sub/a.jpg'));
    await file.close();
  });

  it('says why it cannot be written', async () => {
    await assert.rejects(
      RowFile.open(join(folder.path, 'no', 'metadata.jsonl')),
      /Cannot write .*metadata\.jsonl: there is no folder .*no\./,
    );
  });

  it('is made where a dangling link leads, and the link stays', async () => {
    mkdirSync(join(folder.path, 'elsewhere'));
    const link = join(folder.path, 'metadata.jsonl');
    symlinkSync(join('elsewhere', 'rows.jsonl'), link);
    const file = await RowFile.open(link);
    await file.append(rowOf('a.jpg'));
    await file.append(rowOf('b.jpg'));
    await file.close();
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readLines(readFileSync(join(folder.path, 'elsewhere', 'rows.jsonl'), 'utf8')).length, 2);
  });

  it('says where a link leads if there is no such folder, or if it leads round in a circle', async () => {
    const link = join(folder.path, 'metadata.jsonl');
    symlinkSync(join('gone', 'rows.jsonl'), link);
    await assert.rejects(
      RowFile.open(link),
      /metadata\.jsonl: it is a symbolic link to .*rows\.jsonl, and there is no folder .*gone/,
    );
    const circle = join(folder.path, 'circle.jsonl');
    symlinkSync('circle.jsonl', circle);
    await assert.rejects(RowFile.open(circle), /its symbolic links lead round in a circle/);
  });

  it('leaves nothing beside itself', async () => {
    const file = await RowFile.open(join(folder.path, 'metadata.jsonl'));
    await file.append(rowOf('a.jpg'));
    await file.close();
    assert.deepEqual(readdirSync(folder.path), ['metadata.jsonl']);
  });

  describe('that another program writes, too,', () => {
    let path: string;
    let file: RowFile;

    beforeEach(async () => {
      path = join(folder.path, 'metadata.jsonl');
      writeFileSync(path, '{"file_name":"theirs.jpg"}\n');
      file = await RowFile.open(path);
    });
    afterEach(() => file.close().catch(() => undefined));

    it('is opened by one at a time, by whichever of its names', async () => {
      await assert.rejects(RowFile.open(path), /Another showtell is adding rows to .*metadata\.jsonl\. Wait until/);
      const link = join(folder.path, 'link.jsonl');
      symlinkSync('metadata.jsonl', link);
      await assert.rejects(RowFile.open(link), /Another showtell/);
      await file.close();
      await (await RowFile.open(link)).close();
    });

    it('is opened by one at a time, also by another name of the same file', async () => {
      const [path, other] = ['one.jsonl', 'other.jsonl'].map((name) => join(folder.path, name));
      writeFileSync(path, '');
      linkSync(path, other);
      const file = await RowFile.open(path);
      await assert.rejects(RowFile.open(other), /Another showtell is adding rows to .*other\.jsonl/);
      await file.close();
      await (await RowFile.open(other)).close();
    });

    it('is not added to once it was replaced', async () => {
      await file.append(rowOf('a.jpg'));
      writeFileSync(`${path}.new`, readFileSync(path));
      renameSync(`${path}.new`, path);
      const before = readFileSync(path, 'utf8');
      await assert.rejects(file.append(rowOf('b.jpg')), /was replaced by another program.*the same command adds/);
      assert.equal(readFileSync(path, 'utf8'), before);
      assert.ok(!file.has('b.jpg'));
      await file.close();
    });

    it('is not made anew once it was deleted', async () => {
      await file.append(rowOf('a.jpg'));
      rmSync(path);
      await assert.rejects(file.append(rowOf('b.jpg')), /was deleted or renamed by another program/);
      assert.ok(!existsSync(path));
    });

    it('is not added to before the first row either if it was deleted or changed since it was read', async () => {
      appendFileSync(path, '{"file_name":"b.jpg"}\n');
      await assert.rejects(file.append(rowOf('b.jpg')), /was changed by another program/);
      rmSync(path);
      await assert.rejects(file.append(rowOf('b.jpg')), /was deleted/);
      assert.ok(!existsSync(path));
    });

    it('is not added to once it was cut or grew', async () => {
      await file.append(rowOf('a.jpg'));
      appendFileSync(path, '{"file_name":"b.jpg"}\n');
      await assert.rejects(file.append(rowOf('b.jpg')), /was changed by another program/);
      writeFileSync(path, '');
      await assert.rejects(file.append(rowOf('b.jpg')), /was changed by another program/);
      assert.equal(readFileSync(path, 'utf8'), '');
    });

    it('is told at the end of what happened after the last row', async () => {
      await file.append(rowOf('a.jpg'));
      rmSync(path);
      await assert.rejects(file.close(), /was deleted or renamed by another program/);
    });

    it('is not added to once its lock was taken over', async () => {
      rmSync(join(folder.path, '.metadata.jsonl.lock'), { recursive: true });
      await assert.rejects(file.append(rowOf('a.jpg')), /was taken over by another showtell/);
    });

    it('that was made since it was looked for is not added to', async () => {
      const fresh = join(folder.path, 'fresh.jsonl');
      const rows = await RowFile.open(fresh);
      writeFileSync(fresh, '');
      await assert.rejects(rows.append(rowOf('a.jpg')), /was made by another program/);
      await rows.close();
      assert.equal(readFileSync(fresh, 'utf8'), '');
    });
  });

  describe('on a full disk', () => {
    it('holds whole rows only', function () {
      if (process.platform === 'win32') this.skip(); // there is no limit on the size of files to set
      const path = join(folder.path, 'metadata.jsonl');
      const script = `require(${JSON.stringify(resolve('src/cli/captioning/rowFile.ts'))}).RowFile.open(${JSON.stringify(path)})
        .then(async (file) => { for (;;) await file.append({ ...${JSON.stringify(rowOf('a.jpg'))}, text: 'x'.repeat(300) }); })
        .catch((error) => console.log(error.message))`;
      // A limit makes the system write a part and then refuse, as a full disk does.
      const output = execFileSync(
        'bash',
        ['-c', 'trap "" XFSZ; ulimit -f 1; exec "$0" --import tsx --eval "$1"', process.execPath, script],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
      );
      assert.match(output, /Cannot write .*metadata\.jsonl: the file would get larger than the system allows\./);
      const lines = readFileSync(path, 'utf8').split('\n');
      assert.equal(lines.pop(), '');
      assert.equal(lines.length, 2);
      for (const line of lines) assert.ok(readLines(line)[0]?.row);
    });

    /** The disk takes half of what is to be added; then something else happens. */
    async function halfWritten(file: RowFile, andThen: () => void): Promise<void> {
      const handle = await open(folder.path);
      const prototype = Object.getPrototypeOf(handle) as typeof handle;
      await handle.close();
      const append = mock.method(prototype, 'appendFile', async function (this: typeof handle, bytes: Buffer) {
        await this.write(bytes.subarray(0, bytes.length / 2));
        andThen();
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      });
      try {
        await assert.rejects(file.append(rowOf('b.jpg')), /Cannot write .*metadata\.jsonl: the disk is full\./);
      } finally {
        append.mock.restore();
      }
    }

    it('goes on where it was once there is room', async () => {
      const path = join(folder.path, 'metadata.jsonl');
      const file = await RowFile.open(path);
      await file.append(rowOf('a.jpg'));
      await halfWritten(file, () => undefined);
      assert.ok(!file.has('b.jpg'));
      await file.append(rowOf('b.jpg'));
      await file.close();
      assert.equal(
        readFileSync(path, 'utf8'),
        ['a.jpg', 'b.jpg'].map((name) => `${formatRow(rowOf(name))}\n`).join(''),
      );
    });

    it('never cuts what another program added in the same moment', async () => {
      const path = join(folder.path, 'metadata.jsonl');
      const file = await RowFile.open(path);
      await file.append(rowOf('a.jpg'));
      await halfWritten(file, () => appendFileSync(path, '\n{"file_name":"theirs.jpg"}\n'));
      assert.ok(readFileSync(path, 'utf8').endsWith('\n{"file_name":"theirs.jpg"}\n'));
      await file.close();
    });
  });

  describe('in a power cut', () => {
    it('loses no row that is older than a few seconds, and none after the end', async () => {
      const handle = await open(folder.path);
      const prototype = Object.getPrototypeOf(handle) as typeof handle;
      await handle.close();
      const datasync = mock.method(prototype, 'datasync');
      const sync = mock.method(prototype, 'sync');
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        const file = await RowFile.open(join(folder.path, 'metadata.jsonl'));
        await file.append(rowOf('a.jpg'));
        const ofFolder = sync.mock.callCount();
        assert.equal(ofFolder, 1, 'the folder, which has a new name in it');
        assert.equal(datasync.mock.callCount(), 0);
        mock.timers.tick(5_000);
        assert.equal(datasync.mock.callCount(), 1);
        await file.append(rowOf('b.jpg'));
        mock.timers.tick(5_000);
        assert.equal(datasync.mock.callCount(), 2);
        await file.append(rowOf('c.jpg'));
        await file.close();
        assert.equal(sync.mock.callCount(), ofFolder + 1);
      } finally {
        mock.timers.reset();
        mock.restoreAll();
      }
    });

    it('tells of a disk that fails to keep the rows', async () => {
      const file = await RowFile.open(join(folder.path, 'metadata.jsonl'));
      await file.append(rowOf('a.jpg'));
      const handle = await open(folder.path);
      const prototype = Object.getPrototypeOf(handle) as typeof handle;
      await handle.close();
      const sync = mock.method(prototype, 'sync', () => Promise.reject(Object.assign(new Error(), { code: 'EIO' })));
      await assert.rejects(file.close(), /Cannot write .*metadata\.jsonl: the disk reports a read or write error/);
      sync.mock.restore();
    });
  });
});
