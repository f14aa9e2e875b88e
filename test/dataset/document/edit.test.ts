import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { readLines, type DatasetLine } from '../../../src/dataset/document/document';
import { appendRow, applyEdit, editRow, formatRow, removeRow } from '../../../src/dataset/document/edit';
import { findProperties } from '../../../src/dataset/json/jsonObject';
import type { Row } from '../../../src/dataset/rows/row';
import { anyChanges, anyDataset, anyRow, anyText, foreignLine } from '../arbitraries';
import '../../harness/propertySeed';

const dog: Row = {
  fileName: 'dog.jpg',
  text: 'A dog',
  suggestion: 'a cat',
  status: 'edited',
  model: 'm',
  updated: 'now',
};
const known = new Set(['file_name', 'text', 'caption', 'captions', 'suggestion', 'status', 'model', 'updated']);

function only(text: string): DatasetLine {
  const [line] = readLines(text);
  assert.ok(line);
  return line;
}

function edited(text: string, changes: Partial<Row>): string {
  return applyEdit(text, editRow(text, only(text), changes));
}

/** The properties of one line as they are spelled, those apart that Showtell may write. */
function unknownProperties(json: string): string[] {
  return findProperties(json)
    .filter(({ key }) => !known.has(key))
    .map(({ keyRange, value }) => json.slice(keyRange.start, value.end));
}

describe('Editing a row', () => {
  it('changes no byte outside the line', () => {
    fc.assert(
      fc.property(anyDataset, fc.nat(), anyChanges, (text, choice, changes) => {
        const rows = readLines(text).filter(({ row }) => row);
        const line = rows[choice % Math.max(rows.length, 1)];
        fc.pre(line !== undefined);
        const edit = editRow(text, line, changes);
        assert.ok(edit.start >= line.start && edit.end <= line.end);
        const after = applyEdit(text, edit);
        assert.equal(after.slice(0, line.start), text.slice(0, line.start));
        assert.equal(after.slice(after.length - (text.length - line.end)), text.slice(line.end));
        assert.equal(readLines(after).length, readLines(text).length);
      }),
      { numRuns: 500 },
    );
  });

  it('leads to the row with the changes, whatever else the line holds', () => {
    fc.assert(
      fc.property(foreignLine, anyChanges, (text, changes) => {
        const before = only(text).row;
        assert.ok(before);
        assert.deepEqual(only(edited(text, changes)).row, { ...before, ...changes });
      }),
      { numRuns: 500 },
    );
  });

  it('leads to the row with the changes where Showtell wrote the line, with letters put in or taken out anywhere', () => {
    const anyCut = fc.tuple(fc.nat(), fc.nat(), anyText);
    fc.assert(
      fc.property(anyRow, anyCut, fc.boolean(), (row, [from, count, inserted], isDeletion) => {
        const start = from % (row.text.length + 1);
        const end = isDeletion ? Math.min(row.text.length, start + (count % 4)) : start;
        const text = row.text.slice(0, start) + (isDeletion ? '' : inserted) + row.text.slice(end);
        const line = formatRow(row);
        assert.equal(edited(line, { text }), formatRow({ ...row, text }));
      }),
      { numRuns: 500 },
    );
  });

  it('replaces only the letters that differ where Showtell wrote the line', () => {
    const line = formatRow({ ...dog, text: 'A dog runs' });
    const at = line.indexOf('dog runs');
    const edit = (text: string): unknown => editRow(line, only(line), { text });
    assert.deepEqual(edit('A big dog runs'), { start: at, end: at, text: 'big ' });
    assert.deepEqual(edit('A runs'), { start: at, end: at + 4, text: '' });
    assert.deepEqual(edit('A dog ran'), { start: at + 5, end: at + 8, text: 'an' });
  });

  it('keeps unknown keys with their values and their order', () => {
    fc.assert(
      fc.property(foreignLine, anyChanges, (text, changes) => {
        assert.deepEqual(unknownProperties(edited(text, changes)), unknownProperties(text));
      }),
      { numRuns: 500 },
    );
  });

  it('gives back the same characters when a change is undone', () => {
    fc.assert(
      fc.property(anyRow, anyChanges, (row, changes) => {
        const text = formatRow(row);
        assert.equal(edited(edited(text, changes), row), text);
      }),
    );
  });

  it('changes nothing where nothing differs', () => {
    fc.assert(fc.property(anyRow, (row) => assert.equal(edited(formatRow(row), row), formatRow(row))));
  });

  it('is an edit of nothing, at the start of the line, where nothing differs', () => {
    const text = `${formatRow(dog)}\n${formatRow(dog)}\n`;
    const second = readLines(text)[1]!;
    const foreign = `{"text": "A dog", "file_name": "a.jpg", "status": "written"}\n`.repeat(2);
    const foreignSecond = readLines(foreign)[1]!;
    assert.deepEqual(editRow(text, second, dog), { start: second.start, end: second.start, text: '' });
    assert.deepEqual(editRow(foreign, foreignSecond, { text: 'A dog' }), {
      ...{ start: foreignSecond.start, end: foreignSecond.start, text: '' },
    });
  });

  it('is an edit of the value alone where one value of a line of another tool differs', () => {
    const text = '{"file_name": "b.jpg"}\n{"file_name": "a.jpg", "text": "A dog", "n": 1}';
    const at = text.indexOf('"A dog"');
    assert.deepEqual(editRow(text, readLines(text)[1]!, { text: 'A cat', fileName: 'a.jpg' }), {
      ...{ start: at, end: at + '"A dog"'.length, text: '"A cat"' },
    });
  });

  it('changes several values of a line in whichever order they stand there', () => {
    const text = '{"status":"written","text":"A dog","n":1,"file_name":"a.jpg"}';
    assert.equal(
      edited(text, { fileName: 'b.jpg', text: 'A cat', status: 'edited', model: 'm' }),
      '{"status":"edited","text":"A cat","n":1,"file_name":"b.jpg","model":"m"}',
    );
  });

  it('keeps the spelling of a value that is set to what it says already', () => {
    assert.equal(
      edited('{"file_name":"a\\/b.jpg","text":"caf\\u00e9","status":""}', {
        text: 'caf\u00e9',
        fileName: 'a/b.jpg',
        status: 'accepted',
      }),
      '{"file_name":"a\\/b.jpg","text":"caf\\u00e9","status":"accepted"}',
    );
  });

  it('keeps spelling, order and spaces of what it does not change', () => {
    assert.equal(
      edited('{ "n": 1.0, "big":12345678901234567890 ,"text" : "caf\\u00e9","file_name":"a\\/b.jpg", "x":[1 , 2] }', {
        text: 'tea',
      }),
      '{ "n": 1.0, "big":12345678901234567890 ,"text" : "tea","file_name":"a\\/b.jpg", "x":[1 , 2] }',
    );
  });

  it('adds missing keys as the others of the line are separated, also where there is only one', () => {
    const [spaced, single, tight] = [
      '{"file_name" :  "a.jpg" ,\t"n" : 1}',
      '{"file_name": "a.jpg"}',
      '{"file_name":"a.jpg"}',
    ].map((text) => edited(text, { text: 'x' }));
    assert.equal(spaced, '{"file_name" :  "a.jpg" ,\t"n" : 1 ,\t"text" :  "x"}');
    assert.equal(single, '{"file_name": "a.jpg", "text": "x"}');
    assert.equal(tight, '{"file_name":"a.jpg","text":"x"}');
  });

  it('adds missing keys at the end, in the style of the line', () => {
    assert.equal(
      edited('{"file_name": "a.jpg", "text": "A dog"}', { status: 'accepted', model: 'm' }),
      '{"file_name": "a.jpg", "text": "A dog", "status": "accepted", "model": "m"}',
    );
    assert.equal(edited('{"file_name":"a.jpg"}', { text: 'A dog' }), '{"file_name":"a.jpg","text":"A dog"}');
  });

  it('adds a missing key even if its value is empty, so that every decided row has all keys', () => {
    assert.equal(edited('{"file_name":"a.jpg"}', { suggestion: '' }), '{"file_name":"a.jpg","suggestion":""}');
  });

  it('writes the caption where it was read from', () => {
    assert.equal(edited('{"file_name":"a.jpg","caption":"x"}', { text: 'y' }), '{"file_name":"a.jpg","caption":"y"}');
    assert.equal(
      edited('{"file_name":"a.jpg","captions":["x, [y]", "z"]}', { text: 'w' }),
      '{"file_name":"a.jpg","captions":["w", "z"]}',
    );
    assert.equal(edited('{"file_name":"a.jpg","text":null}', { text: 'y' }), '{"file_name":"a.jpg","text":"y"}');
  });

  it('changes the last of two equal keys, the one that readers see', () => {
    assert.equal(
      edited('{"file_name":"a.jpg","text":"x","text":"y"}', { text: 'z' }),
      '{"file_name":"a.jpg","text":"x","text":"z"}',
    );
  });

  it('finds its way through deep nesting', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.equal(
      edited(`{"file_name":"a.jpg","x":${deep},"text":"y"}`, { text: 'z' }),
      `{"file_name":"a.jpg","x":${deep},"text":"z"}`,
    );
  });

  it('writes a caption of several lines on one line', () => {
    const after = edited(formatRow(dog), { text: 'a\nb\u2028c\u2029d\u0085e' });
    assert.doesNotMatch(after, /[\n\u2028\u2029\u0085]/);
    assert.equal(only(after).row?.text, 'a\nb\u2028c\u2029d\u0085e');
  });

  it('refuses a line that is no row, and says why', () => {
    const text = '{"file_name":5}\n\n';
    const [broken, blank] = readLines(text);
    assert.ok(broken && blank);
    assert.throws(() => editRow(text, broken, { text: 'x' }), /Line 1 is no row.*"file_name" is the number 5/);
    assert.throws(() => editRow(text, blank, { text: 'x' }), /Line 2 is no row.*blank/);
  });
});

describe('Adding and removing a row', () => {
  it('adds one line after all others and changes none', () => {
    fc.assert(
      fc.property(anyDataset, anyRow, (text, row) => {
        const after = applyEdit(text, appendRow(text, row));
        assert.ok(after.startsWith(text));
        const lines = readLines(after);
        assert.equal(lines.length, readLines(text).length + 1);
        assert.deepEqual(lines.at(-1)?.row, row);
        assert.match(after, /\n$/);
      }),
      { numRuns: 300 },
    );
  });

  it('is undone by removing, but for a final line ending that was missing', () => {
    fc.assert(
      fc.property(anyDataset, anyRow, (text, row) => {
        const after = applyEdit(text, appendRow(text, row));
        const line = readLines(after).at(-1);
        assert.ok(line);
        const removed = applyEdit(after, removeRow(after, line));
        const isClosed = /(^\uFEFF?|\n)$/.test(text);
        assert.equal(removed, isClosed ? text : `${text}${text.includes('\r\n') ? '\r\n' : '\n'}`);
      }),
      { numRuns: 300 },
    );
  });

  it('removes one line and no other', () => {
    fc.assert(
      fc.property(anyDataset, fc.nat(), (text, choice) => {
        const lines = readLines(text);
        const line = lines[choice % Math.max(lines.length, 1)];
        fc.pre(line !== undefined);
        const after = applyEdit(text, removeRow(text, line));
        const content = (lines: DatasetLine[], text: string) => lines.map(({ start, end }) => text.slice(start, end));
        assert.deepEqual(content(readLines(after), after), content(lines.toSpliced(line.line, 1), text));
      }),
      { numRuns: 300 },
    );
  });

  it('uses the line ending of the file', () => {
    const text = '{"file_name":"a.jpg"}\r\n';
    assert.equal(applyEdit(text, appendRow(text, dog)), `${text}${formatRow(dog)}\r\n`);
  });

  it('adds the line ending that the last line lacks', () => {
    assert.equal(applyEdit('{"a":1}', appendRow('{"a":1}', dog)), `{"a":1}\n${formatRow(dog)}\n`);
  });

  it('writes the six keys in their order', () => {
    assert.equal(
      formatRow(dog),
      '{"file_name":"dog.jpg","text":"A dog","suggestion":"a cat","status":"edited","model":"m","updated":"now"}',
    );
  });
});
