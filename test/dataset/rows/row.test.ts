import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { captionOf, isDecided, isStatus, ownKeys, rowFields, rowKeys, type Row } from '../../../src/dataset/rows/row';

const row = (changes: Partial<Row>): Row => ({
  ...{ fileName: 'a.jpg', text: '', suggestion: '', status: '', model: '', updated: '' },
  ...changes,
});

describe('A row', () => {
  it('has as its caption what was suggested only where it is a suggestion that has no text', () => {
    assert.equal(captionOf(row({ text: 'a dog', suggestion: 'a cat', status: 'edited' })), 'a dog');
    assert.equal(captionOf(row({ text: 'a dog', suggestion: 'a cat', status: 'suggested' })), 'a dog');
    assert.equal(captionOf(row({ text: ' ', suggestion: 'a cat', status: 'suggested' })), 'a cat');
    for (const status of ['', 'edited', 'excluded'] as const)
      assert.equal(captionOf(row({ suggestion: 'a cat', status })), '', status);
    assert.equal(captionOf(undefined), '');
  });

  it('is decided once a person has said something of it', () => {
    const decided = { accepted: true, edited: true, written: true, excluded: true, suggested: false, '': false };
    for (const [status, expected] of Object.entries(decided))
      assert.equal(isDecided(row({ status: status as Row['status'] })), expected, status);
  });

  it('has one of five statuses, or none', () => {
    for (const status of ['accepted', 'edited', 'written', 'excluded', 'suggested']) assert.ok(isStatus(status));
    for (const other of ['', 'Accepted', 'done', 7, null, undefined, ['edited']]) assert.ok(!isStatus(other));
  });

  it('is written under keys that other tools read', () => {
    const keys = ['file_name', 'text', 'suggestion', 'status', 'model', 'updated'];
    assert.deepEqual([...ownKeys], keys);
    assert.deepEqual(
      rowFields.map((field) => rowKeys[field]),
      keys,
    );
  });
});
