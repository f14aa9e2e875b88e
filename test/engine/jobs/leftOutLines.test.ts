import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLines } from '../../../src/dataset/document/document';
import { imagePlace, leftOutLines, lineRanges } from '../../../src/engine/jobs/leftOutLines';

describe('Lines that teach nothing', () => {
  it('are counted from 1, neighbours together', () => {
    assert.equal(lineRanges([]), '');
    assert.equal(lineRanges([2, 4, 5, 6, 8, 9]), '3, 5–7, 9–10');
  });

  it('are named with the reason, a sentence for each, and those that are no rows alone', () => {
    const row = (at: number, more: object): string => JSON.stringify({ file_name: `${at}.jpg`, ...more });
    const text = [
      row(1, { text: 'a dog', status: 'accepted' }),
      row(2, { text: 'a cat', status: 'excluded' }),
      row(3, { text: 'a cat', status: 'suggested' }),
      row(4, { text: '', status: 'written' }),
      'broken',
      row(6, { text: { short: 'a cat' }, status: 'written' }),
      row(7, { text: 'a cat' }),
    ].join('\n');
    const { problems, sentences } = leftOutLines('/data/a.jsonl', readLines(text), ['accepted', 'written']);
    assert.deepEqual(
      problems.map(({ fileName }) => fileName),
      ['a.jsonl:5'],
    );
    assert.deepEqual(sentences.toSorted(), [
      'Of a.jsonl these lines are left out, as nobody has decided on them: 3.',
      'Of a.jsonl these lines are left out, as their captions are objects and no sentences: 6.',
      'Of a.jsonl these lines are left out, as their images are excluded: 2.',
      'Of a.jsonl these lines are left out, as they have no caption: 4.',
      'Of a.jsonl these lines are left out, as they have no status: another program wrote them. showtell import makes captions of a person of them: 7.',
    ]);
  });

  it('of an image that cannot be used are named with it', () => {
    assert.equal(
      imagePlace('/data/a.jsonl', { fileName: 'b.jpg', captions: [], lines: [0, 1], onlyAccepted: false }),
      'a.jsonl:1–2 (b.jpg)',
    );
  });
});
