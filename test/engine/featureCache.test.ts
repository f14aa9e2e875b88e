import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { featureCacheFolder } from '../../src/engine/jobs/featureCache';
import { useTemporaryFolder } from '../dataset/temporaryFolder';

describe('The folder where features are kept', () => {
  const folder = useTemporaryFolder();

  it('is there, the same for an encoder each time, and another one for another encoder', async () => {
    const first = await featureCacheFolder('one', folder.path);
    assert.ok(existsSync(first));
    assert.equal(await featureCacheFolder('one', folder.path), first);
    assert.notEqual(await featureCacheFolder('another', folder.path), first);
  });

  it('is another one where the encoder computes in integers, and sees a little otherwise', async () => {
    const exact = await featureCacheFolder('one', folder.path);
    const inIntegers = await featureCacheFolder('one', folder.path, 'int8');
    assert.notEqual(inIntegers, exact);
    assert.equal(await featureCacheFolder('one', folder.path, 'float32'), exact);
    assert.ok(existsSync(inIntegers));
  });

  it('takes the place of the one that has no colours, which takes up no room any more', async () => {
    const hash = createHash('sha256').update('one').digest('hex').slice(0, 16);
    const before = path.join(folder.path, hash);
    await mkdir(before, { recursive: true });
    await writeFile(path.join(before, 'segment-1.bin'), 'grids');
    const now = await featureCacheFolder('one', folder.path);
    assert.notEqual(now, before);
    assert.ok(!existsSync(before));
  });
});
