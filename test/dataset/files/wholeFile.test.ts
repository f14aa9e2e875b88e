import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { explainFileError } from '../../../src/dataset/files/fileError';
import { readWholeFile } from '../../../src/dataset/files/wholeFile';
import { useTemporaryFolder } from '../temporaryFolder';

const most = 1_000_000;

describe('reading a whole file', () => {
  const folder = useTemporaryFolder();

  const refusal = async (path: string): Promise<string> => {
    const error: unknown = await readWholeFile(path, most).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return explainFileError(error);
  };

  it('gives its bytes', async () => {
    const path = join(folder.path, 'a');
    for (const bytes of [Buffer.alloc(0), Buffer.from('é'), Buffer.alloc(300_000, 7)]) {
      writeFileSync(path, bytes);
      assert.deepEqual(await readWholeFile(path, most), bytes);
    }
  });

  it('takes a file that is just as large as it may be, and none that is a byte larger', async () => {
    const path = join(folder.path, 'a');
    writeFileSync(path, Buffer.alloc(1_000, 7));
    assert.equal((await readWholeFile(path, 1_000)).length, 1_000);
    await assert.rejects(readWholeFile(path, 999), { code: 'ERR_FS_FILE_TOO_LARGE' });
  });

  it('refuses a folder', async () => {
    mkdirSync(join(folder.path, 'folder'));
    assert.equal(await refusal(join(folder.path, 'folder')), 'it is a folder');
  });

  it('refuses a file that is too large without reading it', async () => {
    const path = join(folder.path, 'sparse');
    writeFileSync(path, '');
    truncateSync(path, 1e12);
    assert.equal(await refusal(path), 'it is too large');
  });

  if (process.platform !== 'win32') {
    it('refuses a pipe that nobody writes into, a device that never ends, and a socket', async () => {
      const pipe = join(folder.path, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const socket = join(folder.path, 'socket');
      const server = createServer();
      await new Promise<void>((done) => server.listen(socket, done));
      try {
        for (const path of [pipe, '/dev/zero', socket]) assert.match(await refusal(path), /no file/, path);
      } finally {
        server.close();
      }
    });
  }

  if (process.platform === 'linux') {
    it('reads files that say they have no size', async () => {
      assert.equal(
        (await readWholeFile('/proc/version', most)).toString('utf8'),
        readFileSync('/proc/version', 'utf8'),
      );
    });

    it('leaves none open, whether it was read or refused', async () => {
      const path = join(folder.path, 'a');
      writeFileSync(path, 'é');
      const before = readdirSync('/proc/self/fd').length;
      for (let time = 0; time < 10; time++) {
        await readWholeFile(path, most);
        await assert.rejects(readWholeFile(path, 1));
        await assert.rejects(readWholeFile(folder.path, most));
      }
      // Something else of the process may open or close one meanwhile.
      assert.ok(readdirSync('/proc/self/fd').length < before + 5);
    });

    it('stops where one that says so goes on and on', async () => {
      await assert.rejects(readWholeFile('/proc/self/maps', 100), { code: 'ERR_FS_FILE_TOO_LARGE' });
    });
  }
});
