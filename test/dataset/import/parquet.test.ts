import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import { describe, it } from 'mocha';
import type { Imported } from '../../../src/dataset/import/importedCaption';
import { readParquet } from '../../../src/dataset/import/parquet';
import { useTemporaryFolder } from '../temporaryFolder';

describe('The rows of a Parquet file', () => {
  const folder = useTemporaryFolder();

  /** Writes rows in groups of so many, and reads them in portions. */
  async function portions(
    names: readonly string[],
    texts: readonly string[],
    rowGroupSize: number,
  ): Promise<Imported[][]> {
    const writer = new ByteWriter();
    const columnData = [
      { name: 'file_name', data: [...names] },
      { name: 'text', data: [...texts] },
    ];
    await parquetWrite({ writer, columnData, rowGroupSize, codec: 'UNCOMPRESSED' });
    const file = path.join(folder.path, 'rows.parquet');
    writeFileSync(file, Buffer.from(writer.getBuffer()));
    const read: Imported[][] = [];
    for await (const portion of readParquet(file, {})) read.push(portion);
    return read;
  }

  it('are all read, in their order, group by group, and a large group in parts', async () => {
    const names = Array.from({ length: 700 }, (_, at) => `${at}.jpg`);
    const texts = names.map((name) => `${name} ${'x'.repeat(60_000)}`);
    const read = await portions(names, texts, 500);
    assert.deepEqual(
      read.flat().map((one) => ('image' in one ? [one.image, one.text.split(' ')[0], one.place.split(': ')[1]] : one)),
      names.map((name, at) => [name, name, `row ${at + 1}`]),
    );
    assert.deepEqual(
      read.map(({ length }) => length),
      [250, 250, 200],
    );
  });

  it('of a group that is small are read at once: reading a part takes as long as reading its whole group', async () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `${at}.jpg`);
    const read = await portions(names, names, 4_000);
    assert.deepEqual(
      read.map(({ length }) => length),
      [4_000, 1_000],
    );
  });
});
