import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { entry, listOf, openDataset } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

async function open(command: 'replaceInCaptions' | 'addTextToCaptions' = 'replaceInCaptions'): Promise<WebviewPage> {
  const page = await openDataset([entry(0, { text: 'a dog', status: 'written' })]);
  page.tell({ type: 'command', command });
  return page;
}
const lastSequence = (page: WebviewPage): number => page.saidOf('previewReplace').at(-1)?.sequence ?? -1;
/** What would change is found, and the first of it is shown. */
function showFound(page: WebviewPage, sequence = lastSequence(page)): void {
  page.tell({ type: 'replacePreview', sequence, summary });
  page.tell({ type: 'previewRows', sequence, first: 0, rows: [change] });
}
const change = { kind: 'change' as const, fileName: '0.jpg', pieces: [], isLeftOut: false };
const summary = { lookedAt: 40, changes: 3, lines: 5, emptied: 0, inLists: 0 };

describe('The panel that replaces', () => {
  it('asks what a rule would change when nothing was typed for a moment', async () => {
    const page = await open();
    page.hearOn();
    page.fill('Find', 'dog');
    page.fill('Replace with', 'cat');
    page.click(page.button('Match whole words (Alt+W)'));
    page.wait(199);
    assert.deepEqual(page.said, []);
    page.wait(1);
    const [{ rule }, ...others] = page.saidOf('previewReplace');
    const asked = { kind: 'replace', find: 'dog', replacement: 'cat' };
    assert.deepEqual(rule, { ...asked, isRegularExpression: false, matchCase: false, wholeWord: true });
    assert.equal(others.length, 0);
  });

  it('replaces only what was seen: the button waits for the answer to what is typed now', async () => {
    const page = await open();
    page.fill('Find', 'dog');
    page.wait(200);
    const sequence = lastSequence(page);
    showFound(page, sequence);
    const button = page.button('Replace All (3)');
    assert.ok(!button.disabled);
    page.type('s');
    assert.ok(button.disabled, 'something else is typed by now');
    page.wait(200);
    showFound(page, sequence);
    assert.ok(button.disabled, 'the answer is of before');
    page.tell({ type: 'replacePreview', sequence: sequence + 1, summary });
    assert.ok(button.disabled, 'what stands there is of before');
    showFound(page, sequence + 1);
    page.click(button);
    assert.deepEqual(page.saidOf('replaceAll'), [{ type: 'replaceAll', sequence: sequence + 1 }]);
    assert.ok(button.disabled, 'it is not to be done twice');
  });

  it('says how many change, what stays, and what is not looked at', async () => {
    const page = await open();
    const counts = { ...summary, changes: 1200, lookedAt: 4000, emptied: 2, inLists: 7 };
    page.tell({ type: 'replacePreview', sequence: lastSequence(page), summary: counts });
    const said = '1,200 of 4,000 captions change. Nothing would be left of 2: they stay. ';
    assert.equal(page.textOf('.replace-summary'), `${said}Not looked at, in lists of another tool: 7.`);
  });

  it('says why a rule cannot be read', async () => {
    const page = await open();
    page.tell({ type: 'replacePreview', sequence: lastSequence(page), problem: 'Unterminated group' });
    assert.equal(page.textOf('.replace-summary'), 'Unterminated group');
    assert.ok(page.button('Replace All (0)').disabled);
  });

  it('shows each change with what goes and what comes', async () => {
    const page = await open();
    const sequence = lastSequence(page);
    page.tell({ type: 'replacePreview', sequence, summary });
    assert.deepEqual(page.saidOf('previewWindow'), [{ type: 'previewWindow', sequence, first: 0, count: 5 }]);
    const pieces = [
      { kind: 'kept' as const, text: 'a ' },
      { kind: 'removed' as const, text: 'dog' },
      { kind: 'inserted' as const, text: '<b>cat</b>' },
    ];
    page.tell({
      ...{ type: 'previewRows', sequence, first: 0 },
      rows: [
        { kind: 'group', removed: 'dog', inserted: '<b>cat</b>', count: 3 },
        { kind: 'change', fileName: '0.jpg', pieces, isLeftOut: false },
      ],
    });
    const rows = page.all('.preview-row').map(({ textContent }) => textContent);
    assert.deepEqual(rows, ['dog<b>cat</b>3', 'a dog<b>cat</b>0.jpg✕']);
    assert.equal(page.textOf('.preview-row:nth-child(2) del'), 'dog');
    assert.equal(page.textOf('.preview-row:nth-child(2) ins'), '<b>cat</b>');
  });

  it('leaves a single change out, and takes it in again', async () => {
    const page = await open();
    const sequence = lastSequence(page);
    page.tell({ type: 'replacePreview', sequence, summary });
    page.tell({ type: 'previewRows', sequence, first: 0, rows: [change] });
    page.click(page.button('Leave this caption as it is'));
    assert.deepEqual(page.saidOf('leaveOut'), [{ type: 'leaveOut', sequence, line: 0, isLeftOut: true }]);
    page.tell({ type: 'leftOut', sequence, changes: 2 });
    assert.ok(!page.button('Replace All (2)').disabled);
    assert.equal(page.all('.preview-row.left-out').length, 1);
    page.click(page.button('Change this caption after all'));
    assert.equal(page.saidOf('leaveOut').at(-1)?.isLeftOut, false);
    page.tell({ type: 'leftOut', sequence, changes: 0 });
    assert.ok(page.button('Replace All (0)').disabled);
  });

  it('goes by Tab from what is found to what takes its place, and then to the toggles', async () => {
    const page = await open();
    const order = page
      .all('.replace-fields:not([hidden]) :is(input, button)')
      .map((each) => each.ariaLabel ?? each.getAttribute('aria-label'));
    assert.deepEqual(order, [
      'Find',
      'Replace with',
      'Match case (Alt+C)',
      'Match whole words (Alt+W)',
      'Use regular expression (Alt+R)',
    ]);
  });

  it('switches with Alt and a letter, which goes nowhere else', async () => {
    const page = await open();
    for (const letter of ['c', 'w', 'r']) assert.ok(!page.press(letter, { altKey: true }));
    page.wait(200);
    const { rule } = page.saidOf('previewReplace').at(-1) ?? {};
    assert.ok(rule?.kind === 'replace');
    assert.deepEqual([rule.matchCase, rule.wholeWord, rule.isRegularExpression], [true, true, true]);
  });

  it('goes on with Enter: to the next field, and to the button as soon as it is known what changes', async () => {
    const page = await open();
    page.fill('Find', 'dog');
    page.press('Enter');
    assert.equal(page.focused?.getAttribute('aria-label'), 'Replace with');
    page.type('cat');
    page.press('Enter');
    const sequence = lastSequence(page);
    showFound(page);
    assert.equal(page.focused, page.button('Replace All (3)'));
    assert.equal(page.textOf('.replace-summary'), '3 of 40 captions change. Enter makes the changes.');
    page.press('Enter');
    assert.deepEqual(page.saidOf('replaceAll'), [{ type: 'replaceAll', sequence }]);
  });

  it('says at Enter why there is nothing to do', async () => {
    const page = await open();
    const answer = (changes: number): void =>
      page.tell({ type: 'replacePreview', sequence: lastSequence(page), summary: { ...summary, changes } });
    answer(0);
    page.press('Enter');
    assert.equal(page.textOf('.replace-summary'), 'Nothing would change: type a text first.');
    page.fill('Find', 'zebra');
    page.press('Enter');
    page.press('Enter');
    answer(0);
    const none = 'Nothing would change: none of the 40 captions that are shown has it.';
    assert.equal(page.textOf('.replace-summary'), none);
    assert.equal(page.focused?.getAttribute('aria-label'), 'Replace with');
  });

  it('stays in the first field at Enter where nothing that is shown has what is looked for, and says so', async () => {
    const page = await open();
    page.fill('Find', 'zebra');
    page.wait(200);
    page.tell({ type: 'replacePreview', sequence: lastSequence(page), summary: { ...summary, changes: 0 } });
    page.press('Enter');
    const none = 'Nothing would change: none of the 40 captions that are shown has it.';
    assert.equal(page.textOf('.replace-summary'), none);
    assert.equal(page.focused?.getAttribute('aria-label'), 'Find');
  });

  it("replaces all with VS Code's own key, which goes nowhere else, once it was seen what changes", async () => {
    const page = await open();
    page.fill('Find', 'dog');
    const held = { ctrlKey: true, altKey: true };
    assert.ok(!page.press('Enter', held));
    showFound(page);
    assert.deepEqual(page.saidOf('replaceAll'), []);
    assert.equal(page.focused, page.button('Replace All (3)'));
    assert.ok(!page.press('Enter', held));
    assert.deepEqual(page.saidOf('replaceAll'), [{ type: 'replaceAll', sequence: lastSequence(page) }]);
  });

  it('adds text before and after captions', async () => {
    const page = await open('addTextToCaptions');
    page.fill('Text before each caption', 'photo of ');
    page.wait(200);
    const { rule } = page.saidOf('previewReplace').at(-1) ?? {};
    assert.deepEqual(rule, { kind: 'add', before: 'photo of ', after: '' });
    showFound(page);
    assert.ok(!page.button('Add to All (3)').disabled);
  });

  it('asks anew when other entries are shown', async () => {
    const page = await open();
    const before = lastSequence(page);
    page.tell(listOf([entry(0)], { version: 2 }));
    page.wait(200);
    assert.equal(lastSequence(page), before + 1);
  });

  it('closes with Escape, and when it is done; the keys are for the images again', async () => {
    const page = await open();
    assert.equal(page.focused?.getAttribute('aria-label'), 'Find');
    assert.ok(!page.press('Escape'));
    assert.deepEqual(page.saidOf('endReplace').length, 1);
    assert.ok(!page.isShown('section.replace'));
    assert.equal(page.focused, page.one('.list'));
    page.tell({ type: 'command', command: 'replaceInCaptions' });
    page.tell({ type: 'replaced' });
    assert.ok(!page.isShown('section.replace'));
  });
});
