import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countDecided, listItems } from '../../src/extension/datasetList';
import { toggleExcluded, typeCaption } from '../../src/extension/decisions';

const now = new Date('2026-01-02T03:04:05.678Z');

describe('the list of a dataset', () => {
  it('has the images in their order, each with its rows, then rows without an image, then broken lines', () => {
    const text = [
      '{"file_name":"gone.jpg","text":"x"}',
      '{"file_name":"b.jpg","text":"first"}',
      'broken',
      '{"file_name":"./b.jpg","text":"second"}',
    ].join('\n');
    assert.deepEqual(
      listItems(text, ['a.jpg', 'b.jpg']).map(({ key }) => key),
      ['a.jpg 0', 'b.jpg 0', 'b.jpg 1', 'gone.jpg 0', 'line 2'],
    );
  });

  it('takes composed and decomposed accents for the same image', () => {
    const items = listItems('{"file_name":"caf\u00e9.jpg","text":"x"}', ['cafe\u0301.jpg']);
    assert.equal(items.length, 1);
    assert.equal(items[0].row?.text, 'x');
  });

  it('counts decisions, and neither broken lines nor captions that were emptied', () => {
    const text = [
      '{"file_name":"a.jpg","text":"x","status":"accepted"}',
      '{"file_name":"b.jpg","text":"","status":"excluded"}',
      '{"file_name":"c.jpg","text":" ","status":"edited"}',
      '{"file_name":"d.jpg","text":"x","status":"suggested"}',
      'broken',
    ].join('\n');
    assert.deepEqual(countDecided(listItems(text, [])), { total: 4, decided: 2 });
  });
});

describe('decisions', () => {
  it('keep the suggestion that an edit began with, whatever is proposed later', () => {
    const first = typeCaption('a cat sits', undefined, { text: 'a cat', model: 'one' }, now);
    const row = { fileName: 'a.jpg', ...first };
    const second = typeCaption('a cat sits still', row, { text: 'a dog', model: 'two' }, now);
    assert.deepEqual([second.suggestion, second.model, second.status], ['a cat', 'one', 'edited']);
  });

  it('find the status again when an excluded image is taken in', () => {
    const row = { fileName: 'a.jpg', ...typeCaption('a cat', undefined, { text: 'a cat', model: 'm' }, now) };
    const excluded = { ...row, ...toggleExcluded(row, now) };
    assert.equal(excluded.status, 'excluded');
    assert.equal(toggleExcluded(excluded, now).status, 'accepted');
  });
});
