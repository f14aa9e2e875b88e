import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Others } from '../../../src/dataset/document/otherKeys';
import type { ExportedCaption } from '../../../src/dataset/export/exportedImage';
import type { NamedImage } from '../../../src/dataset/export/exportFormat';
import { ImageSequence } from '../../../src/dataset/export/imageSequence';
import { table, tableLine } from '../../../src/dataset/export/table';
import '../../harness/propertySeed';
import { useTemporaryFolder } from '../temporaryFolder';

describe('A record of an exported table', () => {
  it('is read by csv-parse as it was, whatever stands in it', () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', ';') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 6, maxLength: 8 }), { maxLength: 5 }), (records) => {
        const text = records.map(tableLine).join('');
        assert.deepEqual(parse(text, { record_delimiter: '\n', relax_column_count: true }), records);
      }),
    );
  });

  it('has a caption with a lone CR in quotation marks, as readers end a line there', () => {
    assert.equal(tableLine(['a.jpg', 'one\rtwo']), 'a.jpg,"one\rtwo"\n');
  });
});

describe('A table that is exported', () => {
  const folder = useTemporaryFolder();
  const caption = (text: string, others: Others): ExportedCaption => ({
    row: { fileName: 'a.jpg', text, suggestion: 'S', status: 'edited', model: 'M', updated: 'U' },
    others,
  });

  async function tableOf(keys: ReadonlyMap<string, '' | null>, ...captions: ExportedCaption[]): Promise<string> {
    const [first, ...others] = captions;
    const image: NamedImage = {
      ...{ fileName: 'a.jpg', isElsewhere: false, path: 'a.jpg', name: 'set/a.jpg', placed: 'a.jpg', number: 1 },
      captions: [first, ...others],
    };
    const part = { stem: 'all', folder: '', split: undefined, images: new ImageSequence(1, () => image), keys };
    const [file] = table.files(part, {});
    await file.write(path.join(folder.path, file.name));
    return readFileSync(path.join(folder.path, 'all.csv'), 'utf8');
  }

  it('has a record for each caption, with all keys, and nothing where a row has none', async () => {
    const keys = new Map<string, '' | null>([
      ['n', null],
      ['note', ''],
    ]);
    assert.equal(
      await tableOf(keys, caption('A', { n: 1.5, note: 'x' }), caption('B', { note: null })),
      'file_name,text,suggestion,status,model,updated,n,note\nset/a.jpg,A,S,edited,M,U,1.5,x\nset/a.jpg,B,S,edited,M,U,,\n',
    );
  });

  it("has Showtell's own keys alone where no row has others", async () => {
    assert.equal(
      await tableOf(new Map(), caption('A', {})),
      'file_name,text,suggestion,status,model,updated\nset/a.jpg,A,S,edited,M,U\n',
    );
  });
});
