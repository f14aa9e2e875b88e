import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { TypingRule } from '../../../src/extension/typingRule/typingRuleMessages';
import { countsOf, entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

async function withRule(rule?: TypingRule): Promise<WebviewPage> {
  const items = [
    entry(0, { suggestion: suggested('a dog') }),
    entry(1, { suggestion: suggested('a cat') }),
    entry(2, { text: 'my own', status: 'written', suggestion: suggested('a cat') }),
  ];
  const page = await openDataset(items);
  if (rule) page.tell({ type: 'typingRule', rule });
  return page;
}

const hint = (page: WebviewPage): string => page.textBox.placeholder;
const selected = ({ textBox: { value, selectionStart, selectionEnd } }: WebviewPage): string =>
  value.slice(selectionStart, selectionEnd);

describe('A letter', () => {
  it('types over the suggestion, as in a selected field, and the hint says so', async () => {
    const page = await withRule();
    assert.equal(hint(page), 'Enter accepts the suggestion; type to write another, F2 to change it');
    page.type('Pu');
    assert.equal(page.textBox.value, 'Pu');
    assert.equal(page.saidOf('draft').at(-1)?.draft.begunWith, -1);
  });

  it('goes on with the suggestion by the setting, and the hint says so', async () => {
    const page = await withRule('continue');
    assert.equal(hint(page), 'Enter accepts the suggestion; type to go on with it');
    page.type('in');
    page.wait(1000);
    assert.equal(page.textBox.value, 'a dog in');
    assert.equal(page.saidOf('draft').at(-1)?.draft.begunWith, 0);
  });

  it('does the same in the text box of the next image', async () => {
    for (const [rule, wanted] of [
      ['replace', 'x'],
      ['continue', 'a catx'],
    ] as const) {
      const page = await withRule(rule);
      page.textBox.focus();
      page.tell({ type: 'command', command: 'next' });
      page.answerMoves();
      page.type('x');
      assert.equal(page.textBox.value, wanted);
    }
  });

  it('goes on with a suggestion that comes while the caret is in the box, but not with one that was deleted', async () => {
    const page = await openDataset([entry(0, { suggestion: { state: 'waiting' } })]);
    page.tell({ type: 'typingRule', rule: 'continue' });
    page.textBox.focus();
    const items = [entry(0, { suggestion: suggested('a dog') })];
    page.tell({ type: 'items', items, counts: countsOf(1) });
    assert.equal(page.textBox.value, 'a dog');
    page.textBox.select();
    page.press('Backspace');
    page.tell({ type: 'items', items, counts: countsOf(1) });
    assert.equal(page.textBox.value, '');
  });

  it('goes on with what the person wrote, whatever the setting', async () => {
    for (const rule of ['replace', 'continue'] as const) {
      const page = await withRule(rule);
      page.click(page.one('#row-2'));
      page.answerMoves();
      page.type('x');
      assert.equal(page.textBox.value, 'my own x');
    }
  });
});

describe('F2', () => {
  it('selects the suggestion, or what the person wrote, as a rename in the Explorer does', async () => {
    const page = await withRule();
    page.tell({ type: 'command', command: 'editCaption' });
    assert.equal(selected(page), 'a dog');
    page.type('x');
    assert.equal(page.textBox.value, 'x');
    page.click(page.one('#row-2'));
    page.answerMoves();
    page.tell({ type: 'command', command: 'editCaption' });
    assert.equal(selected(page), 'my own');
  });
});
