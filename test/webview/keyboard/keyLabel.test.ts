import assert from 'node:assert/strict';
import { keyLabel } from '../../../src/webview/keyboard/keyLabel';

describe('A key in the legend', () => {
  it('is named as VS Code names it on Windows and Linux', () => {
    assert.equal(keyLabel('ctrl+f', false), 'Ctrl+F');
    assert.equal(keyLabel('alt+pagedown', false), 'Alt+PgDn');
  });

  it('is shown with the signs of macOS there', () => {
    assert.equal(keyLabel('cmd+backspace', true), '⌘⌫');
    assert.equal(keyLabel('ctrl+1', true), '⌃1');
  });
});
