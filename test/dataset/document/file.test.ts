import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { mock } from 'node:test';
import { describe, it } from 'mocha';
import { writeFileAtomically } from '../../../src/dataset/files/atomicWrite';
import { applyEdit, editRow } from '../../../src/dataset/document/edit';
import {
  DatasetFileError,
  readDatasetFile,
  readDatasetToMend,
  writeDatasetFile,
} from '../../../src/dataset/document/file';
import { recordFileOperations } from '../fileOperations';
import { useTemporaryFolder } from '../temporaryFolder';

describe('Reading a dataset file', () => {
  const folder = useTemporaryFolder();

  it('sets aside a line with a byte that is not UTF-8, and writes its bytes back when another line is edited', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    const broken = Buffer.from('{"file_name":"b.jpg","text":"it\x92s"}\r\n', 'latin1');
    writeFileSync(path, Buffer.concat([Buffer.from('\uFEFF{"file_name":"a.jpg","text":"é"}\r\n'), broken]));
    const { text, lines } = await readDatasetFile(path);
    const [first, second] = lines;
    assert.ok(first?.row);
    assert.match(second?.problem ?? '', /byte 0x92/);
    await writeDatasetFile(path, applyEdit(text, editRow(text, first, { text: 'tea' })));
    assert.deepEqual(
      readFileSync(path),
      Buffer.concat([Buffer.from('\uFEFF{"file_name":"a.jpg","text":"tea"}\r\n'), broken]),
    );
  });

  it('reads a file torn by a crash: its NUL bytes cost one line', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, `{"file_name":"a.jpg","text":"A dog"}\n${'\0'.repeat(7084)}`);
    const { lines } = await readDatasetFile(path);
    assert.equal(lines[0]?.row?.text, 'A dog');
    assert.match(lines[1]?.problem ?? '', /NUL/);
  });

  it('says that a file is UTF-16 and what to do', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, Buffer.from('\uFEFF{"file_name":"a.jpg"}\n', 'utf16le'));
    await assert.rejects(readDatasetFile(path), /metadata\.jsonl is UTF-16 text\. Save it as UTF-8/);
  });

  it('takes UTF-16 with a byte order mark where the file is to be mended, and says that it was that', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    const text = '{"file_name":"é.jpg"}\n';
    writeFileSync(path, Buffer.from(`\uFEFF${text}`, 'utf16le'));
    assert.deepEqual(await readDatasetToMend(path), { text, wasUtf16: true });
    writeFileSync(path, Buffer.from(text, 'utf16le'));
    await assert.rejects(readDatasetToMend(path), /is UTF-16 text/, 'without the mark it may be something else');
    writeFileSync(path, text);
    assert.deepEqual(await readDatasetToMend(path), { text, wasUtf16: false });
  });

  it('says what to do with a file that is too large, before it reads it', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, '');
    truncateSync(path, 1e12);
    await assert.rejects(
      readDatasetFile(path),
      /metadata\.jsonl is larger than 512 MB\. Split it into several files\./,
    );
  });

  it('says which file is missing or is a folder', async () => {
    await assert.rejects(readDatasetFile(join(folder.path, 'no.jsonl')), /Cannot read .*no\.jsonl: it does not exist/);
    await assert.rejects(readDatasetFile(folder.path), { name: 'DatasetFileError', message: /it is a folder/ });
  });
});

describe('Writing a dataset file', () => {
  const folder = useTemporaryFolder();

  it('creates a file and leaves no other behind', async () => {
    await writeDatasetFile(join(folder.path, 'new.jsonl'), 'é\n');
    assert.deepEqual(readdirSync(folder.path), ['new.jsonl']);
    assert.equal(readFileSync(join(folder.path, 'new.jsonl'), 'utf8'), 'é\n');
  });

  it('keeps the mode of the file', async () => {
    const path = join(folder.path, 'a.jsonl');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    await writeDatasetFile(path, 'new');
    assert.equal(statSync(path).mode & 0o777, 0o640);
    // No new file would have this one.
    chmodSync(path, 0o666);
    await writeDatasetFile(path, 'newer');
    assert.equal(statSync(path).mode & 0o777, 0o666);
  });

  it('keeps the owner of the file', async function () {
    if (process.getuid?.() !== 0) this.skip(); // only the superuser may give files away
    const path = join(folder.path, 'a.jsonl');
    writeFileSync(path, 'old');
    chownSync(path, 65534, 65533);
    await writeDatasetFile(path, 'new');
    const { uid, gid } = statSync(path);
    assert.deepEqual([uid, gid], [65534, 65533]);
  });

  it('leaves nothing behind where it cannot take the place of the old one', async () => {
    mkdirSync(join(folder.path, 'a.jsonl', 'sub'), { recursive: true });
    await assert.rejects(
      writeDatasetFile(join(folder.path, 'a.jsonl'), 'new'),
      /Cannot write .*a\.jsonl: it is a folder/,
    );
    assert.deepEqual(readdirSync(folder.path), ['a.jsonl']);
  });

  describe('whose name another program holds for a moment', () => {
    const { platform } = process;
    let renamed: number;

    /** As many times the system refuses, as it does on Windows while a scanner looks at a fresh file. */
    const refuse = (times: number, on: NodeJS.Platform): void => {
      renamed = 0;
      Object.defineProperty(process, 'platform', { value: on });
      const { rename } = fs;
      mock.method(fs, 'rename', (from: string, to: string) =>
        ++renamed > times ? rename(from, to) : Promise.reject(Object.assign(new Error('held'), { code: 'EPERM' })),
      );
    };

    afterEach(() => {
      mock.restoreAll();
      Object.defineProperty(process, 'platform', { value: platform });
    });

    it('is written on Windows once it can be', async () => {
      const path = join(folder.path, 'a.jsonl');
      writeFileSync(path, 'old');
      refuse(3, 'win32');
      await writeDatasetFile(path, 'new');
      assert.equal(readFileSync(path, 'utf8'), 'new');
      assert.equal(renamed, 4);
    });

    it('is not tried again elsewhere, where that means that it may not be written', async () => {
      const path = join(folder.path, 'a.jsonl');
      writeFileSync(path, 'old');
      refuse(1, 'linux');
      await assert.rejects(writeDatasetFile(path, 'new'), /The file is as it was/);
      assert.equal(renamed, 1);
      assert.deepEqual(readdirSync(folder.path), ['a.jsonl']);
    });
  });

  it('writes through a symbolic link and keeps it', async () => {
    mkdirSync(join(folder.path, 'real'));
    const target = join(folder.path, 'real', 'a.jsonl');
    const link = join(folder.path, 'link.jsonl');
    writeFileSync(target, 'old');
    symlinkSync(target, link);
    await writeDatasetFile(link, 'new');
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(target, 'utf8'), 'new');
  });

  it('makes the file that a dangling link leads to, and keeps the link', async () => {
    const link = join(folder.path, 'link.jsonl');
    symlinkSync('second.jsonl', link);
    symlinkSync('real.jsonl', join(folder.path, 'second.jsonl'));
    await writeDatasetFile(link, 'new');
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.ok(lstatSync(join(folder.path, 'second.jsonl')).isSymbolicLink());
    assert.equal(readFileSync(join(folder.path, 'real.jsonl'), 'utf8'), 'new');
  });

  it('is on the disk before it gets its name, and has that before it is done', async () => {
    const operations = await recordFileOperations(() => writeDatasetFile(join(folder.path, 'a.jsonl'), 'new'));
    assert.deepEqual(operations, [
      'sync a.jsonl.tmp',
      'rename a.jsonl.tmp to a.jsonl',
      `sync ${basename(folder.path)}`,
    ]);
  });

  it('refuses a read-only file', async () => {
    const path = join(folder.path, 'a.jsonl');
    writeFileSync(path, 'old');
    chmodSync(path, 0o444);
    await assert.rejects(writeDatasetFile(path, 'new'), DatasetFileError);
    assert.equal(readFileSync(path, 'utf8'), 'old');
  });

  it('refuses a file that may not be written, though its folder may', async () => {
    const path = join(folder.path, 'a.jsonl');
    writeFileSync(path, 'old');
    const access = mock.method(fs, 'access', () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })));
    await assert
      .rejects(writeDatasetFile(path, 'new'), /Cannot write .*permission/)
      .finally(() => access.mock.restore());
    assert.equal(readFileSync(path, 'utf8'), 'old');
    chmodSync(path, 0o444);
    await assert.rejects(writeDatasetFile(path, 'new'), /Cannot write .*permission/);
  });

  it('says why it could not even begin', async () => {
    const open = mock.method(fs, 'open', () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOSPC' })));
    const written = writeDatasetFile(join(folder.path, 'a.jsonl'), 'new').finally(() => open.mock.restore());
    await assert.rejects(written, /Cannot write .*a\.jsonl: the disk is full/);
  });

  it('lets nobody read what only its owner may, not even for a moment', async () => {
    const path = join(folder.path, 'a.jsonl');
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    const open = mock.method(fs, 'open');
    await writeDatasetFile(path, 'new').finally(() => open.mock.restore());
    const modes = open.mock.calls.filter(({ arguments: [name] }) => String(name).endsWith('.tmp'));
    assert.deepEqual(
      modes.map(({ arguments: [, , mode] }) => mode),
      [0o600],
    );
  });

  it('takes bytes, and bytes in parts, one after the other', async () => {
    const path = join(folder.path, 'a.bin');
    const parts = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(300_000, 7), Uint8Array.of(1, 2)];
    for (const bytes of [Buffer.concat(parts), Uint8Array.from(Buffer.concat(parts)), parts, parts.values()]) {
      await writeFileAtomically(path, bytes);
      assert.deepEqual(readFileSync(path), Buffer.concat(parts));
    }
  });

  if (process.platform === 'linux') {
    it('leaves no file open, whether it was written or not', async () => {
      const path = join(folder.path, 'a.jsonl');
      mkdirSync(join(folder.path, 'folder', 'sub'), { recursive: true });
      const before = readdirSync('/proc/self/fd').length;
      for (let time = 0; time < 10; time++) {
        await writeDatasetFile(path, 'new');
        await assert.rejects(writeDatasetFile(join(folder.path, 'folder'), 'new'));
      }
      // Something else of the process may open or close one meanwhile.
      assert.ok(readdirSync('/proc/self/fd').length < before + 5);
    });
  }

  it('leaves the old file whole when the new one does not fit', function () {
    if (process.platform === 'win32') {
      this.skip(); // there is no limit on the size of files to set
    }
    const path = join(folder.path, 'a.jsonl');
    writeFileSync(path, 'old');
    const module = resolve('src/dataset/document/file.ts');
    const script = `require(${JSON.stringify(module)}).writeDatasetFile(${JSON.stringify(path)}, 'x'.repeat(100_000))
      .then(() => console.log('written'), (error) => console.log(error.message))`;
    // A limit of 8 blocks makes the system write a part and then refuse, as a full disk does.
    const output = execFileSync(
      'bash',
      ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$0" --import tsx --eval "$1"', process.execPath, script],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
    );
    assert.match(
      output,
      /Cannot write .*a\.jsonl: the file would get larger than the system allows\. The file is as it was\./,
    );
    assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder.path), ['a.jsonl']);
  });
});
