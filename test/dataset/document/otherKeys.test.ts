import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { asText, otherKeys, RowFormat } from '../../../src/dataset/document/otherKeys';
import { SpeltValue } from '../../../src/dataset/json/exactNumbers';
import type { Row } from '../../../src/dataset/rows/row';

const row: Row = { fileName: 'a.jpg', text: 'A', suggestion: '', status: 'written', model: '', updated: '' };
const own = '{"file_name":"a.jpg","text":"A","suggestion":"","status":"written","model":"","updated":""';

describe('What rows say under keys of other tools', () => {
  it('is in all of them, in the order in which the keys came', () => {
    const keys = otherKeys([{ others: { b: 1 } }, { others: { a: 'x', b: 2 } }, { others: {} }]);
    assert.deepEqual([...keys.keys()], ['b', 'a']);
    const format = new RowFormat(keys);
    assert.equal(format.lineOf(row, { a: 'x', b: 2 }), `${own},"b":2,"a":"x"}`);
  });

  it('is an empty text where a row has none of a column of text, and null in any other', () => {
    const rows = [
      { text: 'x' },
      { text: 'y', mixed: 'x', late: 1 },
      { mixed: 1, number: 1, late: 'x', none: null },
      {},
    ];
    const keys = otherKeys(rows.map((others) => ({ others })));
    assert.deepEqual(Object.fromEntries(keys), { text: '', mixed: null, late: null, number: null, none: null });
    const format = new RowFormat(keys);
    assert.equal(format.lineOf(row, {}), `${own},"text":"","mixed":null,"late":null,"number":null,"none":null}`);
    assert.equal(
      format.lineOf(row, { text: null }),
      `${own},"text":"","mixed":null,"late":null,"number":null,"none":null}`,
    );
  });

  it('is nothing where no row says anything', () => {
    assert.equal(new RowFormat(otherKeys([{ others: {} }])).lineOf(row, {}), `${own}}`);
  });

  it('stands in one line whatever is in it, and numbers as they were written', () => {
    const spelt = new SpeltValue('12345678901234567890');
    const broken = new SpeltValue('["a\u2028b"]');
    const format = new RowFormat(otherKeys([{ others: { 'k"\u2029': 1, spelt, broken, text: 1 } }]));
    assert.equal(
      format.lineOf(row, { 'k"\u2029': 'x\u2028y', spelt, broken, text: { a: [1] } }),
      `${own},"k\\"\\u2029":"x\\u2028y","spelt":12345678901234567890,"broken":["a\\u2028b"],"text":{"a":[1]}}`,
    );
  });

  it('is a text in a table, or nothing', () => {
    assert.deepEqual([null, undefined].map(asText), [null, null]);
    assert.deepEqual(['', 'a "dog"', '1'].map(asText), ['', 'a "dog"', '1']);
    assert.deepEqual([1.5, true, ['x'], new SpeltValue('1.0')].map(asText), ['1.5', 'true', '["x"]', '1.0']);
  });
});
