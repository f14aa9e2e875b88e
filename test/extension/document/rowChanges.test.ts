import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Row } from '../../../src/dataset/rows/row';
import {
  acceptRow,
  changedFields,
  exclude,
  include,
  replaceText,
  typeCaption,
} from '../../../src/extension/document/rowChanges';

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

  it('take what was typed as written where nothing was suggested, and as accepted where it is just that', () => {
    const updated = now.toISOString();
    assert.deepEqual(typeCaption('a cat', undefined, undefined, now), {
      ...{ text: 'a cat', suggestion: '', status: 'written', model: '', updated },
    });
    assert.deepEqual(typeCaption('a cat', undefined, { text: 'a cat', model: 'one' }, now), {
      ...{ text: 'a cat', suggestion: 'a cat', status: 'accepted', model: 'one', updated },
    });
  });

  it('stay what they were where a replacement changes the text, but for whose words it is now', () => {
    const replaced = (status: Row['status'], suggestion: string, text: string): Partial<Row> =>
      replaceText({ fileName: 'a.jpg', text: 'before', suggestion, status, model: 'm', updated: '' }, text, now);
    const updated = now.toISOString();
    assert.deepEqual(replaced('', '', 'a cat'), { text: 'a cat' }, 'of another tool');
    for (const status of ['suggested', 'excluded'] as const)
      assert.deepEqual(replaced(status, 'a cat', 'a cat'), { text: 'a cat', updated }, status);
    assert.deepEqual(replaced('written', '', 'a cat'), { text: 'a cat', status: 'written', updated });
    assert.deepEqual(replaced('accepted', 'a cat', 'a dog'), { text: 'a dog', status: 'edited', updated });
    assert.deepEqual(replaced('edited', 'a cat', 'a cat'), { text: 'a cat', status: 'accepted', updated });
  });

  it('leave an image out with its caption as it is', () => {
    assert.deepEqual(exclude(now), { status: 'excluded', updated: now.toISOString() });
  });

  it('write only what a row does not have yet: what another tool left out, and is empty, stays out', () => {
    const row = {
      fileName: 'a.jpg',
      text: 'a cat',
      suggestion: '',
      status: 'written',
      model: '',
      updated: 'x',
    } as const;
    assert.deepEqual(changedFields(row, { text: 'a cat', status: 'edited', suggestion: '' }), { status: 'edited' });
    assert.deepEqual(changedFields(row, { text: '' }), { text: '' });
    assert.deepEqual(changedFields(undefined, { text: 'a cat', suggestion: '' }), { text: 'a cat' });
  });
});
