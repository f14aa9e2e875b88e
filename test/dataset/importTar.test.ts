import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'mocha';
import { pack } from 'tar-stream';
import type { Imported } from '../../src/dataset/import/importedCaption';
import { readWebdataset } from '../../src/dataset/import/webdataset';
import { useTemporaryFolder } from './temporaryFolder';

describe('A tar of captions', () => {
  const folder = useTemporaryFolder();

  it('is read but for texts that are too long to be captions, which are named', async () => {
    const tar = pack();
    tar.entry({ name: '1.jpg' }, 'pixels');
    tar.entry({ name: '1.txt' }, 'x'.repeat(5 * 2 ** 20));
    tar.entry({ name: '2.jpg' }, 'pixels');
    tar.entry({ name: '2.txt' }, 'a cat');
    tar.finalize();
    const file = join(folder.path, 'shard.tar');
    writeFileSync(file, await buffer(tar));
    const read: Imported[] = [];
    for await (const one of readWebdataset(file, {})) read.push(one);
    assert.deepEqual(
      read.map((one) => ('reason' in one ? [one.place, one.reason] : [one.image, one.text])),
      [
        [`${file}: 1.txt`, 'It is larger than 4 MB, so it is no caption.'],
        ['2.jpg', 'a cat'],
      ],
    );
  });
});
