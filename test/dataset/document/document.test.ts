import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { lineProblems, readLine, readLines } from '../../../src/dataset/document/document';
import { formatRow } from '../../../src/dataset/document/edit';
import { anyDataset, anyRow } from '../arbitraries';
import '../../harness/propertySeed';

function problemOf(line: string): string {
  const [read] = readLines(line);
  assert.equal(read?.row, undefined);
  assert.ok(read?.problem, `no problem in ${line}`);
  return read.problem;
}

describe('Reading a dataset', () => {
  it('reads the six keys of a row', () => {
    const [line] = readLines(
      '{"file_name":"a/b.jpg","text":"A dog","suggestion":"a cat","status":"edited","model":"m","updated":"2026-01-01T00:00:00Z"}',
    );
    assert.deepEqual(line?.row, {
      fileName: 'a/b.jpg',
      text: 'A dog',
      suggestion: 'a cat',
      status: 'edited',
      model: 'm',
      updated: '2026-01-01T00:00:00Z',
    });
  });

  it('gives back every row that was formatted', () => {
    fc.assert(fc.property(anyRow, (row) => assert.deepEqual(readLines(formatRow(row))[0]?.row, row)));
  });

  it('covers the whole text: lines, line endings and byte order mark are all there is', () => {
    fc.assert(
      fc.property(anyDataset, (text) => {
        let position = text.startsWith('\uFEFF') ? 1 : 0;
        for (const [index, line] of readLines(text).entries()) {
          assert.equal(line.line, index);
          assert.match(text.slice(position, line.start), index === 0 ? /^$/ : /^\r?\n$/);
          position = line.end;
        }
        assert.match(text.slice(position), /^(\r?\n)?$/);
      }),
    );
  });

  it('reads a single line as it reads all', () => {
    fc.assert(
      fc.property(anyDataset, (text) => {
        for (const line of readLines(text)) {
          assert.deepEqual(readLine(text, line.line, line.start, line.end), line);
        }
      }),
    );
  });

  it('finds no line in an empty file', () => {
    assert.deepEqual(readLines(''), []);
    assert.deepEqual(readLines('\uFEFF'), []);
  });

  it('takes a blank line for neither a row nor a problem', () => {
    for (const text of ['\n \r\n', '\n \n'])
      assert.deepEqual(readLines(text), [
        { line: 0, start: 0, end: 0 },
        { line: 1, start: 1, end: 2 },
      ]);
  });

  it('reads a last line without a line ending, CRLF and a byte order mark', () => {
    const lines = readLines('\uFEFF{"file_name":"a.jpg"}\r\n{"file_name":"b.jpg"}');
    assert.deepEqual(
      lines.map(({ start, row }) => [start, row?.fileName]),
      [
        [1, 'a.jpg'],
        [24, 'b.jpg'],
      ],
    );
  });

  it('takes "caption" for "text", and "captions" for several captions of one image', () => {
    assert.equal(readLines('{"file_name":"a.jpg","caption":"A dog"}')[0]?.row?.text, 'A dog');
    const [line] = readLines('{"file_name":"a.jpg","captions":["A dog","A hound"]}');
    assert.equal(line?.row?.text, 'A dog');
    assert.deepEqual(line.captions, ['A dog', 'A hound']);
  });

  it('prefers "text" where both are there', () => {
    assert.equal(readLines('{"file_name":"a.jpg","caption":"old","text":"new"}')[0]?.row?.text, 'new');
  });

  it('says of a byte that is not UTF-8 which character it probably is', () => {
    const withByte = (byte: number): string => `{"file_name":"a.jpg","text":"${String.fromCharCode(0xdc00 + byte)}"}`;
    assert.match(problemOf(withByte(0x92)), /The byte 0x92 .*"’"/);
    assert.match(problemOf(withByte(0x9f)), /The byte 0x9f .*"Ÿ"/);
    assert.match(problemOf(withByte(0xa0)), /The byte 0xa0 .*"\u00a0"/);
    assert.match(problemOf(withByte(0xe9)), /The byte 0xe9 .*"é"/);
  });

  it('takes null for no caption', () => {
    assert.equal(readLines('{"file_name":"a.jpg","text":null}')[0]?.row?.text, '');
  });

  it('does not take a status of another tool for its own', () => {
    assert.equal(readLines('{"file_name":"a.jpg","status":"done"}')[0]?.row?.status, '');
    assert.equal(readLines('{"file_name":"a.jpg","status":3}')[0]?.row?.status, '');
  });

  it('does not take inherited names for keys', () => {
    assert.match(problemOf('{"__proto__":{"file_name":"a.jpg"}}'), /"file_name" is missing/);
  });

  it('reads names as Hugging Face datasets does', () => {
    assert.equal(readLines('{"file_name":".\\\\sub\\\\a.jpg"}')[0]?.row?.fileName, 'sub/a.jpg');
  });

  it('says what is wrong with a line, in words', () => {
    assert.match(problemOf('{"text":"A dog"}'), /"file_name" is missing/);
    assert.match(problemOf('{"file_name":null}'), /"file_name" is null/);
    assert.match(problemOf('{"file_name":7}'), /"file_name" is the number 7/);
    assert.match(problemOf('{"file_name":["a.jpg"]}'), /"file_name" is a list/);
    assert.match(problemOf('{"file_name":""}'), /"file_name" is empty/);
    assert.match(problemOf('{"file_name":"a.jpg","text":5}'), /"text" is the number 5/);
    assert.match(problemOf('{"file_name":"a.jpg","text":["A dog"]}'), /"text" is a list/);
    assert.match(problemOf('{"file_name":"a.jpg","captions":"A dog"}'), /"captions" is a text; it must be a list/);
    assert.match(problemOf('{"file_name":"a.jpg","captions":["A dog",5]}'), /a list of other things than texts/);
    assert.match(problemOf('["a.jpg"]'), /holds a list, not an object/);
    assert.match(problemOf('null'), /holds null/);
    assert.match(problemOf('true'), /holds the boolean true/);
    assert.match(problemOf('"a.jpg"'), /holds a text/);
    assert.match(problemOf('{"file_name":{}}'), /"file_name" is an object/);
    assert.match(problemOf('{"file_name":"a.jpg","text":"A do'), /cut off/);
    assert.match(problemOf('{"file_name":"a.jpg",}'), /comma before the closing bracket/);
    assert.match(problemOf('// a comment'), /comment/);
    assert.match(problemOf('<<<<<<< HEAD'), /conflict marker of Git/);
    assert.match(problemOf('['), /several lines/);
    assert.match(problemOf('{'), /several lines/);
    const columns = { nonsense: 1, '{"file_name":}': 14, '{"file_name":"a.jpg" "text":"a dog"}': 22 };
    for (const [line, column] of Object.entries(columns))
      assert.equal(problemOf(line), `Not valid JSON from column ${column} on.`, line);
    assert.equal(
      problemOf('7'),
      'The line holds the number 7, not an object such as {"file_name": "a.jpg", "text": "…"}.',
    );
    assert.match(problemOf('\0'.repeat(7084)), /NUL bytes/);
    assert.match(
      problemOf('{"file_name":"a.jpg","text":"it\udc92s"}'),
      /byte 0x92 is not UTF-8.*Windows-1252 it is "’"/,
    );
  });

  it('keeps a broken line from costing another', () => {
    const lines = readLines('{"file_name":"a.jpg"}\n{"file_name":\n{"file_name":"b.jpg"}\n');
    assert.deepEqual(
      lines.map(({ row }) => row?.fileName),
      ['a.jpg', undefined, 'b.jpg'],
    );
    assert.deepEqual(
      lineProblems(lines).map(({ line }) => line),
      [1],
    );
  });

  it('reads a line of more than 10 MB and one nested a million deep', () => {
    const long = `{"file_name":"a.jpg","text":"${'x'.repeat(11_000_000)}"}`;
    const deep = `{"file_name":"b.jpg","x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    const lines = readLines(`${long}\n${deep}`);
    assert.equal(lines[0]?.row?.text.length, 11_000_000);
    assert.equal(lines[1]?.row?.fileName, 'b.jpg');
  });
});
