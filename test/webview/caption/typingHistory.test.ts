import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { withGlobal, type Clock } from '@sinonjs/fake-timers';
import { JSDOM } from 'jsdom';
import { TypingHistory } from '../../../src/webview/caption/typingHistory';

describe('What Ctrl+Z takes back of what is typed', () => {
  const outside = { window: globalThis.window, InputEvent: globalThis.InputEvent };
  let box: HTMLTextAreaElement;
  let history: TypingHistory;
  let clock: Clock;

  beforeEach(() => {
    const { window } = new JSDOM('<textarea></textarea>');
    clock = withGlobal(window).install({ toFake: ['setTimeout', 'clearTimeout'] });
    Object.assign(globalThis, { window, InputEvent: window.InputEvent });
    const found = window.document.querySelector('textarea');
    assert.ok(found);
    box = found;
    history = new TypingHistory(box);
    box.addEventListener('input', (event) => history.follow(event));
  });
  afterEach(() => {
    clock.uninstall();
    Object.assign(globalThis, outside);
  });

  const change = (text: string, inputType: string, data: string | null): void => {
    box.dispatchEvent(new InputEvent('beforeinput', { inputType, data }));
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { inputType, data }));
  };
  const type = (text: string): void => {
    for (const letter of text) change(box.value + letter, 'insertText', letter);
  };
  const erase = (): void => change(box.value.slice(0, -1), 'deleteContentBackward', null);
  /** Takes back, or makes again, and shows it. */
  const undo = (): string | undefined => show(history.undo());
  const redo = (): string | undefined => show(history.redo());
  const show = (text: string | undefined): string | undefined => {
    if (text !== undefined) box.value = text;
    return text;
  };

  it('is a word at a time, and each again', () => {
    type('a red dog');
    assert.deepEqual([undo(), undo(), undo(), undo()], ['a red ', 'a ', '', undefined]);
    assert.deepEqual([redo(), redo(), redo()], ['a ', 'a red ', 'a red dog']);
  });

  it('is what was typed before a pause', () => {
    type('ab');
    clock.tick(1000);
    type('c');
    assert.deepEqual([undo(), undo()], ['ab', '']);
  });

  it('is what was deleted apart from what was typed', () => {
    type('abc');
    erase();
    erase();
    type('x');
    assert.deepEqual([undo(), undo(), undo()], ['a', 'abc', '']);
  });

  it('is nothing of a text that a program put there, and nothing from before it', () => {
    type('ab');
    box.value = 'another';
    history.clear();
    assert.ok(history.isAtStart);
    assert.equal(undo(), undefined);
    type('!');
    assert.equal(undo(), 'another');
    assert.ok(history.isAtStart);
  });

  it('begins a step of its own where one was ended, by that or by a text of a program', () => {
    type('ab');
    history.close();
    type('c');
    assert.equal(undo(), 'ab');
    type('d');
    history.clear();
    type('e');
    assert.equal(undo(), 'abd');
  });

  it('begins a step of its own after what was taken back, which is gone then', () => {
    type('one two');
    assert.equal(undo(), 'one ');
    type('x');
    assert.equal(redo(), 'one x', 'nothing can be made again, and the text stays');
    assert.deepEqual([undo(), undo()], ['one ', '']);
  });

  it('cannot be made again where nothing was taken back: VS Code may have something then', () => {
    assert.equal(redo(), undefined);
    type('ab');
    assert.equal(redo(), 'ab');
  });
});
