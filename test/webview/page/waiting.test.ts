import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainLook } from '../../../src/dataset/list/look';
import { Waiting } from '../../../src/webview/page/waiting';

const never = (): void => undefined;

describe('What waits for a list that is on its way', () => {
  it('is done when the list has come that was asked for, and with no other', () => {
    const done: string[] = [];
    const waiting = new Waiting(() => true, never);
    waiting.expect({ ...plainLook, words: { from: 3, to: 3 } });
    waiting.add(false, () => done.push('key'));
    for (const other of [plainLook, { ...plainLook, words: { from: 3, to: 4 } }]) {
      waiting.arrived(other);
      assert.deepEqual(done, []);
    }
    waiting.arrived({ ...plainLook, words: { from: 3, to: 3 } });
    assert.deepEqual(done, ['key']);
  });
});
