import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findInRows } from '../../../src/dataset/document/rowFindings';

describe('What is wrong in the text of a dataset', () => {
  const found = (text: string, most = 10): [string, string, boolean][] =>
    findInRows(text, most).findings.map(({ start, end, reason, isBroken }) => [
      text.slice(start, end),
      reason,
      isBroken,
    ]);

  it('is each line that is no row, with the reason, and nothing of blank lines and rows', () => {
    const text = '\uFEFF{"file_name":"a.jpg","text":"a"}\r\n\r\n{"text":"b"}\r\n{"file_name":"c.jpg",}\r\n';
    assert.deepEqual(found(text), [
      ['{"text":"b"}', '"file_name" is missing: the line does not say which image it is about.', true],
      ['{"file_name":"c.jpg",}', 'Not valid JSON: there is a comma before the closing bracket.', true],
    ]);
  });

  it('is a status that is none, in a row that is read without it', () => {
    const wrong = '{"file_name":"a.jpg","text":"a","status":"acepted"}';
    const right = '{"file_name":"b.jpg","text":"b","status":""}\n{"file_name":"c.jpg","status":"excluded"}';
    const reason =
      'This is no status that is known, so the row counts as one without. There are: accepted, edited, written, excluded, suggested.';
    assert.deepEqual(found(`${wrong}\n${right}`), [[wrong, reason, false]]);
  });

  it('is told of no more lines than are asked for, and says whether any line is a row', () => {
    assert.equal(found('{}\n{}\n{}\n', 2).length, 2);
    assert.equal(findInRows('{"audio":"a.wav"}\n', 10).hasRows, false);
    assert.equal(findInRows('{}\n{"file_name":"a.jpg"}\n', 10).hasRows, true);
  });
});
