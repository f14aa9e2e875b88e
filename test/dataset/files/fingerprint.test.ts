import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { fingerprintOf, lengthIn } from '../../../src/dataset/files/fingerprint';
import { useTemporaryFolder } from '../temporaryFolder';

describe('The fingerprint of a file', () => {
  const folder = useTemporaryFolder();
  const of = (bytes: Buffer, name = 'a'): Promise<string | undefined> => {
    writeFileSync(join(folder.path, name), bytes);
    return fingerprintOf(join(folder.path, name));
  };

  for (const length of [0, 1, 16_384, 20_000, 100_000]) {
    it(`of ${length} bytes is the same under another name, and tells the length`, async () => {
      const bytes = Buffer.alloc(length, 'abc');
      const fingerprint = await of(bytes);
      assert.equal(fingerprint, await of(bytes, 'b'));
      assert.equal(lengthIn(fingerprint ?? ''), length);
      assert.match(fingerprint ?? '', /^\d+-[0-9a-f]{32}$/);
    });
  }

  it('is another one where the beginning, the end or the length is another', async () => {
    const bytes = Buffer.alloc(20_000, 'abc');
    const others = [Buffer.from(bytes), Buffer.from(bytes), Buffer.alloc(20_001, 'abc')];
    others[0][0]++;
    others[1][19_999]++;
    const all = await Promise.all([bytes, ...others].map((each, at) => of(each, String(at))));
    assert.equal(new Set(all).size, 4);
  });

  it('is none where there is no file', async () => {
    assert.equal(await fingerprintOf(join(folder.path, 'none')), undefined);
  });

  if (process.platform !== 'win32') {
    it('is none of a pipe, and waits for nobody to write into it', async () => {
      const pipe = join(folder.path, 'pipe');
      execFileSync('mkfifo', [pipe]);
      assert.equal(await fingerprintOf(pipe), undefined);
    });
  }

  if (process.platform === 'linux') {
    it('leaves no file open', async () => {
      await of(Buffer.from('abc'));
      const before = readdirSync('/proc/self/fd').length;
      for (let time = 0; time < 10; time++) await fingerprintOf(join(folder.path, 'a'));
      // Something else of the process may open or close one meanwhile.
      assert.ok(readdirSync('/proc/self/fd').length < before + 5);
    });
  }
});
