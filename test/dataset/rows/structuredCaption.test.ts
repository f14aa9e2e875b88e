import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { leftOutRows, trainableCaptions } from '../../../src/dataset/document/captions';
import { readLine, readLines } from '../../../src/dataset/document/document';
import { applyEdit, editRow } from '../../../src/dataset/document/edit';
import { mergeImported } from '../../../src/dataset/import/mergeImported';
import type { Row } from '../../../src/dataset/rows/row';
import { structuredJson, structuredProblem, structuredText } from '../../../src/dataset/rows/structuredCaption';
import '../../harness/propertySeed';

const row = '{"file_name":"a.jpg","text":{"subject":"a cat","weight":1.50,"tags":["b","c"]},"n":1.0}';
const asText = '{\n  "subject": "a cat",\n  "weight": 1.50,\n  "tags": [\n    "b",\n    "c"\n  ]\n}';

function read(json: string): ReturnType<typeof readLine> {
  return readLine(json, 0, 0, json.length);
}

function edited(json: string, changes: Partial<Row>): string {
  return applyEdit(json, editRow(json, read(json), changes));
}

describe('A caption that is an object', () => {
  it('is read as JSON over several lines, spelt as it is', () => {
    assert.equal(read(row).isStructured, true);
    assert.equal(read(row).row?.text, asText);
    assert.equal(read('{"file_name":"a.jpg","caption":{"a":1e2}}').row?.text, '{\n  "a": 1e2\n}');
    assert.equal(read('{"file_name":"a.jpg","text":"{}"}').isStructured, undefined);
  });

  it('stays an object when it is edited, on one line, and every other byte stays', () => {
    assert.equal(
      edited(row, { text: asText.replace('a cat', 'a "dog"'.replaceAll('"', '\\"')) }),
      row.replace('a cat', 'a \\"dog\\"'),
    );
    const spaced = '{"file_name": "a.jpg", "text": {"a" :1}, "n":1.0}';
    assert.equal(
      edited(spaced, { text: '{\n"a": 2.0,\n"b": ", :"\n}' }),
      spaced.replace('{"a" :1}', '{"a": 2.0, "b": ", :"}'),
    );
  });

  it('stays on one line where it is nested so deep that indenting it would never end', () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    assert.equal(read(`{"file_name":"a.jpg","text":${deep}}`).row?.text, deep);
  });

  it('keeps its spelling where only the decision changes', () => {
    const decided = edited(row, { text: asText, status: 'accepted' });
    assert.equal(decided, `${row.slice(0, -1)},"status":"accepted"}`);
  });

  it('cannot become a sentence, a list or half an object, and the reason is told', () => {
    assert.throws(
      () => edited(row, { text: 'a cat' }),
      /^Error: Line 1 stays as it is. The caption of this row is a JSON object, .*no valid JSON: /u,
    );
    assert.throws(() => edited(row, { text: '["a"]' }), /JSON object, which only another one can replace/u);
    assert.throws(() => edited(row, { text: '{"a":' }), /no valid JSON/u);
  });

  it('is an object without keys where it is emptied, which is no caption and gives way to any', () => {
    const emptied = edited(row, { text: '' });
    assert.equal(emptied, row.replace(/\{"subject.*?\]\}/u, '{}'));
    assert.equal(read(emptied).row?.text, '');
    assert.equal(edited(emptied, { text: 'a cat' }), emptied.replace('{}', '"a cat"'));
    assert.equal(edited(emptied, { text: '{"a":1}' }), emptied.replace('{}', '{"a":1}'));
  });

  it('is not learned from, and that is said', () => {
    const lines = readLines(`${row}\n{"file_name":"b.jpg","text":"a dog"}\n`);
    assert.deepEqual(
      trainableCaptions(lines, 'all').map(({ fileName }) => fileName),
      ['b.jpg'],
    );
    assert.deepEqual([...leftOutRows(lines, 'all')], [['structured', [0]]]);
  });

  it('comes back as it was from text to JSON, whatever it holds', () => {
    const anyObject = fc
      .dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })
      .filter((each) => Object.keys(each).length > 0);
    fc.assert(
      fc.property(anyObject, (object) => {
        const json = JSON.stringify(object);
        const text = structuredText(`{"text":${json}}`, 'text');
        assert.equal(structuredProblem(text), undefined);
        assert.equal(structuredJson(text, { comma: ',', colon: ':' }), json);
      }),
    );
  });

  it('stays where a sentence is imported over it, and the other rows are imported', () => {
    const other = '{"file_name":"b.jpg","text":"a dog"}';
    const imported = ['a.jpg', 'b.jpg'].map((fileName) => ({
      row: { fileName, text: 'a bird', suggestion: '', status: 'written' as const, model: '', updated: '' },
      others: {},
    }));
    const merged = mergeImported(`${row}\n${other}\n`, imported, true);
    assert.deepEqual([merged.kept, merged.replaced], [['a.jpg'], 1]);
  });
});

describe('A caption that is a list of objects', () => {
  const list = '{"file_name":"a.jpg","text":[{"subject":"a cat"},{"subject":"a cup","n":1.50}],"n":1.0}';
  const text = '[\n  {\n    "subject": "a cat"\n  },\n  {\n    "subject": "a cup",\n    "n": 1.50\n  }\n]';

  it('is read as JSON over several lines, whatever key it has, and one of texts is none', () => {
    assert.equal(read(list).isStructured, true);
    assert.equal(read(list).row?.text, text);
    assert.equal(read('{"file_name":"a.jpg","caption":[{"a":1e2}]}').row?.text, '[\n  {\n    "a": 1e2\n  }\n]');
    assert.match(read('{"file_name":"a.jpg","text":[{"a":1},"b"]}').problem ?? '', /or a list of objects/u);
  });

  it('stays a list when it is edited, on one line, and every other byte stays', () => {
    assert.equal(edited(list, { text: text.replace('a cat', 'cats') }), list.replace('a cat', 'cats'));
    assert.equal(edited(list, { text, status: 'accepted' }), `${list.slice(0, -1)},"status":"accepted"}`);
  });

  it('cannot become a sentence, an object or a list of texts, and the reason is told', () => {
    for (const other of ['a cat', '{"a":1}', '["a"]', '[{"a":1}', '7']) {
      assert.throws(() => edited(list, { text: other }), /Line 1 stays as it is.*list of JSON objects/u, other);
    }
    assert.throws(() => edited(row, { text: '[{"a":1}]' }), /is a JSON object, which only another one can replace/u);
  });

  it('is an empty list where it is emptied, which is no caption and gives way to any', () => {
    const emptied = edited(list, { text: '' });
    assert.equal(emptied, '{"file_name":"a.jpg","text":[],"n":1.0}');
    assert.equal(read(emptied).row?.text, '');
    assert.equal(edited(emptied, { text: 'a cat' }), emptied.replace('[]', '"a cat"'));
    assert.equal(edited(emptied, { text: '[{"a":1}]' }), emptied.replace('[]', '[{"a":1}]'));
  });

  it('is not learned from, and stays where a sentence is imported over it', () => {
    assert.deepEqual([...leftOutRows(readLines(list), 'all')], [['structured', [0]]]);
    const imported = { fileName: 'a.jpg', text: 'a bird', suggestion: '', model: '', updated: '' };
    const merged = mergeImported(`${list}\n`, [{ row: { ...imported, status: 'written' }, others: {} }], true);
    assert.deepEqual(merged.kept, ['a.jpg']);
  });
});
