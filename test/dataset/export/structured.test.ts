import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { linesOfText } from '../../../src/dataset/document/datasetLines';
import { imagesToExport } from '../../../src/dataset/export/imagesToExport';
import { useTemporaryFolder } from '../temporaryFolder';

describe('A caption that is an object', () => {
  const folder = useTemporaryFolder();

  it('is exported as its JSON, on one line and spelt as it is', async () => {
    writeFileSync(path.join(folder.path, 'a.jpg'), '');
    const text = '{"file_name":"a.jpg","text":{"subject":"a cat","weight":1.50},"status":"written"}\n';
    const { images } = await imagesToExport(linesOfText(text), folder.path, {
      withUndecided: false,
      withExcluded: false,
    });
    assert.deepEqual(
      Array.from(images, ({ captions }) => captions.map(({ row }) => row.text)),
      [['{"subject": "a cat", "weight": 1.50}']],
    );
  });
});
