import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { missingPart } from '../../../src/extension/document/saveCheck';
import { until, useDataset } from '../editor';

describe('A file that is looked at after a save', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);
  const openSaved = async (): Promise<void> => {
    dataset.write('{"file_name":"cat.jpg","text":"a cat"}\n{"file_name":"coffee.jpg","text":"a cup"}\n');
    await dataset.open();
  };
  const half = async (file: string): Promise<Uint8Array> => (await readFile(file)).subarray(0, 50);

  it('is torn if it has the beginning only', async () => {
    await openSaved();
    assert.equal(String(await missingPart(dataset.document, false, half)), dataset.saved);
    assert.equal(await missingPart(dataset.document, false), undefined);
  });

  it('is not torn if the next save has begun meanwhile, of which it may have the beginning yet', async () => {
    await openSaved();
    const whileNext = async (file: string): Promise<Uint8Array> => {
      const { version } = dataset.document;
      await dataset.replaceText('a cup', 'a cup of coffee');
      await until('it is changed', () => dataset.document.version > version);
      return half(file);
    };
    assert.equal(await missingPart(dataset.document, false, whileNext), undefined);
  });
});
