import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { acceptRow, exclude, include, typeCaption } from '../../../src/extension/document/rowChanges';

const now = new Date('2026-01-02T03:04:05.678Z');

describe('decisions', () => {
  it('keep the suggestion that an edit began with, whatever is proposed later', () => {
    const first = typeCaption('a cat sits', undefined, { text: 'a cat', model: 'one' }, now);
    const row = { fileName: 'a.jpg', ...first };
    const second = typeCaption('a cat sits still', row, { text: 'a dog', model: 'two' }, now);
    assert.deepEqual([second.suggestion, second.model, second.status], ['a cat', 'one', 'edited']);
  });

  it('make none when an excluded image is taken in: what was only suggested waits to be accepted', () => {
    const statusOf = (text: string, suggestion: string): string | undefined => {
      const row = { fileName: 'a.jpg', text, suggestion, status: 'suggested', model: 'm', updated: '' } as const;
      return include({ ...row, ...exclude(now) }, now).status;
    };
    assert.equal(statusOf('a cat', 'a cat'), 'suggested');
    assert.equal(statusOf('a cat sits', 'a cat'), 'edited');
    assert.equal(statusOf('a cat', ''), 'written');
    assert.equal(statusOf('', 'a cat'), 'suggested', 'another program proposed it');
    assert.equal(statusOf('', ''), '');
  });

  it('accept a suggested row as it stands: edited if it was changed since it was suggested', () => {
    const row = {
      fileName: 'a.jpg',
      text: 'a cat',
      suggestion: 'a cat',
      status: 'suggested',
      model: 'm',
      updated: '',
    } as const;
    assert.equal(acceptRow(row, now).status, 'accepted');
    const proposed = acceptRow({ ...row, text: '' }, now);
    assert.deepEqual([proposed.text, proposed.suggestion, proposed.status], ['a cat', 'a cat', 'accepted']);
    const changed = { ...row, text: 'a tabby cat' };
    assert.deepEqual(
      { ...changed, ...acceptRow(changed, now) },
      { ...changed, status: 'edited', updated: now.toISOString() },
    );
  });
});
