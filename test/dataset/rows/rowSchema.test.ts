import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isObject } from '../../../src/dataset/json/parsedObject';
import { formatRow } from '../../../src/dataset/document/edit';
import { decidedStatuses, rowKeys } from '../../../src/dataset/rows/row';
import { readContent } from '../../../src/dataset/rows/rowReading';
import { rowJsonSchema, rowSchema } from '../../../src/dataset/rows/rowSchema';
import { assertKept } from '../../harness/golden';
import '../../harness/propertySeed';

const file = path.join('docs', 'row.schema.json');

describe('The JSON schema of a row', () => {
  it('is published as it is made of the code', () => {
    assertKept(file, `${JSON.stringify(rowJsonSchema(), null, 2)}\n`);
  });

  it('takes the rows of Showtell, and those of other tools, by any validator', () => {
    const published: unknown = JSON.parse(readFileSync(file, 'utf8'));
    assert.ok(isObject(published));
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(published);
    const takes = (row: unknown): boolean => validate(row);
    const fixture = readFileSync(path.join('test', 'fixtures', 'samples', 'references.jsonl'), 'utf8');
    for (const line of fixture.trim().split('\n')) assert.ok(takes(JSON.parse(line)), line);
    for (const status of [...decidedStatuses, 'suggested', ''] as const) {
      const row = { fileName: 'a.jpg', text: 'a dog', suggestion: '', status, model: '', updated: '' };
      assert.ok(takes(JSON.parse(formatRow(row))), status);
    }
    for (const row of [
      { file_name: 'a.jpg' },
      { file_name: 'a.jpg', captions: ['one', 'two'], split: 'train', tags: [1] },
      { file_name: 'a.jpg', caption: 'a dog', text: null },
      { file_name: 'a.jpg', text: { subject: 'a dog' } },
      { file_name: 'a.jpg', text: [{ subject: 'a dog' }] },
    ])
      assert.ok(takes(row), JSON.stringify(row));
    for (const row of [
      ...[{}, [], 'a', null, { file_name: '' }, { file_name: 1 }, { file_name: 'a.jpg', text: 7 }],
      ...[
        { file_name: 'a.jpg', captions: 'one' },
        { file_name: 'a.jpg', status: 'acepted' },
      ],
      { file_name: 'a.jpg', updated: 2026 },
    ])
      assert.ok(!takes(row), JSON.stringify(row));
  });

  it('takes nothing that is read as no row', () => {
    const value = fc.oneof(
      fc.string(),
      fc.jsonValue(),
      fc.constantFrom('accepted', 'suggested', null, ['a', 'b'], [{ a: 1 }]),
    );
    const keys = fc.constantFrom(...Object.values(rowKeys), 'caption', 'captions', 'split');
    const row = fc.oneof(
      fc.dictionary(keys, value),
      fc.dictionary(keys, value).map((one) => ({ file_name: 'a.jpg', ...one })),
    );
    fc.assert(
      fc.property(row, (one) => {
        if (rowSchema.safeParse(one).success) assert.ok('row' in readContent(JSON.stringify(one)), JSON.stringify(one));
      }),
    );
  });
});
