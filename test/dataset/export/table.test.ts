import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { tableLine } from '../../../src/dataset/export/table';
import '../../harness/propertySeed';

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
