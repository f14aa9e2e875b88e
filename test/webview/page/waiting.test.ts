import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { Waiting } from '../../../src/webview/page/waiting';

const never = (): void => undefined;

describe('What waits for a list that is on its way', () => {
  it('is done when the list has come that was asked for, and with no other', () => {
    const done: string[] = [];
    const waiting = new Waiting(() => true, never);
    waiting.expect({ ...plainFilter, words: { from: 3, to: 3 } });
    waiting.add(false, () => done.push('key'));
    for (const other of [plainFilter, { ...plainFilter, words: { from: 3, to: 4 } }]) {
      waiting.arrived(other);
      assert.deepEqual(done, []);
    }
    waiting.arrived({ ...plainFilter, words: { from: 3, to: 3 } });
    assert.deepEqual(done, ['key']);
  });
});
