import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failedRow, printedRow, suggestedRow } from '../../../src/cli/captioning/captionRows';
import { readInputRow } from '../../../src/cli/captioning/inputRow';
import { suggestionOf } from '../scriptedEngine';

describe('The row of an image', () => {
  const row = (): ReturnType<typeof suggestedRow> => suggestedRow('a.jpg', suggestionOf('a dog'));

  it('is a suggestion of a model that nobody has looked at', () => {
    const { updated, ...rest } = row();
    assert.deepEqual(rest, {
      ...{ fileName: 'a.jpg', text: 'a dog', suggestion: 'a dog', status: 'suggested', model: 'scripted' },
    });
    assert.match(updated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.throws(() => suggestedRow('a.jpg', suggestionOf('')), { message: 'The captioner found no caption for it.' });
  });

  it('is printed as it would stand in a file, with what else its input said', () => {
    const printed = printedRow(row(), suggestionOf('a dog'), {
      attention: false,
      isStream: false,
      others: ',"id":7.0',
    });
    assert.deepEqual(Object.keys(JSON.parse(printed) as object), [
      ...['file_name', 'text', 'suggestion', 'status', 'model', 'updated', 'id'],
    ]);
    assert.ok(printed.endsWith(',"id":7.0}'));
  });

  it('has a problem in a stream, empty where there is none, and keeps what else the input said', () => {
    assert.ok(
      printedRow(row(), suggestionOf('a dog'), { attention: false, isStream: true, others: ',"id":7' }).endsWith(
        ',"problem":"","id":7}',
      ),
    );
    const failed = failedRow({ path: '/b.jpg', fileName: 'b.jpg', others: ',"id":8' }, 'It is "broken".');
    const { updated, ...rest } = JSON.parse(failed) as Record<string, unknown>;
    assert.deepEqual(rest, {
      ...{ file_name: 'b.jpg', text: '', suggestion: '', status: '', model: '', problem: 'It is "broken".', id: 8 },
    });
    assert.equal(typeof updated, 'string');
    assert.match(
      failedRow({ path: '/c.jpg', problem: 'gone' }, 'gone'),
      /^\{"file_name":"\/c\.jpg",.*"problem":"gone"\}$/,
    );
  });

  it('has where the captioner looked, in four digits, where that is asked for', () => {
    const printed = printedRow(row(), suggestionOf('a dog'), { attention: true, isStream: false });
    assert.match(
      printed,
      /,"grid":\[1,2\],"words":\[\{"text":"a","probability":0\.3333,"attention":\[0\.25,0\.75\]\},\{"text":"dog",.*\}\]\}$/,
    );
  });
});

describe('A line of JSON that names an image', () => {
  it('gives its name, and what else it says letter for letter', () => {
    assert.deepEqual(readInputRow('{"id": 12345678901234567890, "image": "a.jpg", "n" : [1.0, {"file_name": 2}]}'), {
      image: 'a.jpg',
      others: ',"id":12345678901234567890,"image":"a.jpg","n":[1.0, {"file_name": 2}]',
    });
    assert.deepEqual(readInputRow('{"file_name":"a.jpg","text":"x","problem":"","status":"","id":1}'), {
      image: 'a.jpg',
      others: ',"id":1',
    });
  });

  it('counts the last of a key that stands there twice', () => {
    assert.deepEqual(readInputRow('{"file_name":"a.jpg","id":1,"other":2,"id":3}').others, ',"other":2,"id":3');
  });

  it('says what is needed where it names none, and keeps the rest', () => {
    const problem = /^The line names no image: one of \S+, \S+, \S+, \S+ … is needed\.$/;
    for (const line of ['{"id":7}', '{"id":7,"file_name":""}', '{"id":7,"file_name":5}']) {
      const read = readInputRow(line);
      assert.match('problem' in read ? read.problem : '', problem);
      assert.equal(read.others, ',"id":7');
    }
    for (const line of ['a.jpg', '["a.jpg"]', '"a.jpg"', '{"file_name":"a.jpg"'])
      assert.deepEqual(readInputRow(line), { problem: 'The line is no JSON object.', others: '' });
  });
});
