import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JSDOM } from 'jsdom';
import { undoKey } from '../../../src/webview/keyboard/undoKey';

describe('The keys that take back and make again', () => {
  const { window } = new JSDOM('');
  const does = (key: string, held: KeyboardEventInit): string | undefined =>
    undoKey(new window.KeyboardEvent('keydown', { key, ...held }));

  it('are Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z, and with Cmd those of macOS', () => {
    for (const key of ['z', 'Z']) {
      assert.equal(does(key, { ctrlKey: true }), 'undo');
      assert.equal(does(key, { metaKey: true }), 'undo');
      assert.equal(does(key, { ctrlKey: true, shiftKey: true }), 'redo');
      assert.equal(does(key, { metaKey: true, shiftKey: true }), 'redo');
    }
    for (const key of ['y', 'Y']) assert.equal(does(key, { ctrlKey: true }), 'redo');
  });

  it('are no others', () => {
    assert.equal(does('z', {}), undefined);
    assert.equal(does('z', { ctrlKey: true, altKey: true }), undefined);
    assert.equal(does('y', { metaKey: true }), undefined);
    assert.equal(does('y', { ctrlKey: true, shiftKey: true }), undefined);
    assert.equal(does('x', { ctrlKey: true }), undefined);
  });
});
