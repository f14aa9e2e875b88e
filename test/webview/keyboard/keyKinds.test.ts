import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JSDOM } from 'jsdom';
import { isClipboard, isModifier, isTyping, mayBeCommand } from '../../../src/webview/keyboard/keyKinds';

const { window } = new JSDOM('');
const pressed = (key: string, held: KeyboardEventInit = {}): KeyboardEvent =>
  new window.KeyboardEvent('keydown', { key, ...held });
const ctrl = { ctrlKey: true };
const meta = { metaKey: true };
const alt = { altKey: true };
/** Windows says so of AltGr. */
const altGr = { ctrlKey: true, altKey: true, modifierAltGraph: true };

describe('A key', () => {
  it('types something alone, with Shift, and with AltGr, and not with another key that is held', () => {
    for (const event of [pressed('a'), pressed('A', { shiftKey: true }), pressed(' '), pressed('@', altGr)])
      assert.ok(isTyping(event), event.key);
    for (const event of [pressed('a', ctrl), pressed('a', alt), pressed('a', meta), pressed('Enter'), pressed('F2')])
      assert.ok(!isTyping(event), event.key);
    assert.ok(!isTyping(pressed('@', { ...altGr, ...meta })));
  });

  it('in the list is a command unless it types something, but a space', () => {
    for (const event of [pressed('Enter'), pressed('Delete'), pressed(' '), pressed('c', ctrl), pressed('ArrowDown')])
      assert.ok(mayBeCommand(event, false), event.key);
    for (const event of [pressed('a'), pressed('@', altGr), pressed('Shift'), pressed('Dead')])
      assert.ok(!mayBeCommand(event, false), event.key);
  });

  it('in a text is a command only with others, or where it changes no text', () => {
    for (const event of [pressed('s', ctrl), pressed('s', meta), pressed('n', alt), pressed('PageUp'), pressed('F2')])
      assert.ok(mayBeCommand(event, true), event.key);
    for (const event of [pressed('a'), pressed(' '), pressed('Enter'), pressed('ArrowDown'), pressed('Delete')])
      assert.ok(!mayBeCommand(event, true), event.key);
  });

  it('that selects, copies, moves or deletes in a text is no command there', () => {
    for (const key of ['a', 'C', 'v', 'x', 'ArrowLeft', 'Home', 'End', 'Backspace', 'Delete'])
      for (const held of [ctrl, meta]) {
        assert.ok(!mayBeCommand(pressed(key, held), true), key);
        assert.ok(mayBeCommand(pressed(key, held), false), key);
      }
    assert.ok(mayBeCommand(pressed('ArrowLeft', alt), true));
  });

  it('does nothing by itself where it is held for others, or an input method has it', () => {
    for (const key of ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified'])
      assert.ok(isModifier(key), key);
    for (const key of ['a', 'Enter', 'ControlLeft', 'F2']) assert.ok(!isModifier(key), key);
  });

  it('copies or pastes with Ctrl, or with Cmd', () => {
    for (const held of [ctrl, meta]) for (const key of ['c', 'C', 'v']) assert.ok(isClipboard(pressed(key, held)), key);
    for (const event of [pressed('c'), pressed('c', alt), pressed('x', ctrl), pressed('cv', ctrl)])
      assert.ok(!isClipboard(event), event.key);
  });
});
