import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readLine } from '../../../src/dataset/document/document';
import { applyEdit } from '../../../src/dataset/document/edit';
import { editField, fieldsOf } from '../../../src/dataset/document/fields';
import '../../harness/propertySeed';

function edited(text: string, name: string, value: string): string {
  return applyEdit(text, editField(text, readLine(text, 0, 0, text.length), name, value));
}

describe('A field beside the caption', () => {
  it('is every key of a row that is none of the caption, in the order of the row', () => {
    const row = '{"tags":"a, b","file_name":"a.jpg","caption":"x","split":"train","weight":1.50,"captions":["x"]}';
    assert.deepEqual(fieldsOf(row), [
      { name: 'tags', text: 'a, b', isText: true },
      { name: 'split', text: 'train', isText: true },
      { name: 'weight', text: '1.50', isText: false },
    ]);
  });

  it('is looked at however deep it is nested, and no further than tells what it is', () => {
    const deep = `{"file_name":"a.jpg","text":"x","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    assert.deepEqual(fieldsOf(deep), [{ name: 'deep', text: '['.repeat(200), isText: false }]);
  });

  it('gets another text, and every other byte stays', () => {
    const row = '{ "n":1.50, "split" : "tr\\u0061in",  "file_name":"a.jpg", "text":"x" }';
    assert.equal(
      edited(row, 'split', 'a "test"'),
      '{ "n":1.50, "split" : "a \\"test\\"",  "file_name":"a.jpg", "text":"x" }',
    );
  });

  it('that is written otherwise but says the same stays as it is', () => {
    const row = '{"file_name":"a.jpg","text":"x","split":"tr\\u0061in"}';
    assert.equal(edited(row, 'split', 'train'), row);
  });

  it('that the row does not have comes last, in the style of the line', () => {
    assert.equal(
      edited('{"file_name": "a.jpg", "text": "x"}', 'split', 'val'),
      '{"file_name": "a.jpg", "text": "x", "split": "val"}',
    );
  });

  it('that stands there twice is edited where readers see it', () => {
    const row = '{"file_name":"a.jpg","split":"one","text":"x","split":"two"}';
    assert.equal(edited(row, 'split', 'three'), '{"file_name":"a.jpg","split":"one","text":"x","split":"three"}');
  });

  it('is refused where it is no text, belongs to the caption, or the line is no row', () => {
    const row = '{"file_name":"a.jpg","text":"x","weight":1.50}';
    assert.throws(() => edited(row, 'weight', '2'), /“weight” of line 1 is no text/u);
    assert.throws(() => edited(row, 'text', 'y'), /“text” belongs to the caption/u);
    assert.throws(() => edited(' ', 'split', 'y'), /Line 1 is no row.*it is blank/u);
    assert.throws(() => edited('{"text":"x"}', 'split', 'y'), /Line 1 is no row.*"file_name" is missing/u);
  });

  it('keeps every other value and the order of keys, whatever the row and the text', () => {
    const names = fc.uniqueArray(
      fc.string().filter((name) => name !== '__proto__'),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(names, fc.array(fc.json(), { minLength: 7, maxLength: 7 }), fc.string(), (keys, values, text) => {
        const others = keys.map((key, at): [string, unknown] => [`k ${key}`, JSON.parse(values[at])]);
        const before = { file_name: 'a.jpg', ...Object.fromEntries(others), split: 'train', text: 'x' };
        const after = edited(JSON.stringify(before), 'split', text);
        assert.equal(after, JSON.stringify({ ...before, split: text }));
      }),
    );
  });
});
