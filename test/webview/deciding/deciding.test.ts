import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ItemView } from '../../../src/extension/entries/entryMessages';
import type { WebviewCommand } from '../../../src/extension/session/sessionMessages';
import { countsOf, entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

const open = (first: Partial<ItemView>, ...others: ItemView[]): Promise<WebviewPage> =>
  openDataset([entry(0, first), ...(others.length > 0 ? others : [entry(1), entry(2)])]);
const give = (page: WebviewPage, command: WebviewCommand): void => page.tell({ type: 'command', command });
const selected = (page: WebviewPage): number | undefined => page.saidOf('select').at(-1)?.index;

describe('Enter', () => {
  it('accepts what is suggested and goes on', async () => {
    const page = await open({ suggestion: suggested('a dog') });
    give(page, 'acceptAndNext');
    assert.deepEqual(page.saidOf('accept'), [{ type: 'accept', key: '0.jpg 0', candidate: 0, keys: 0 }]);
    assert.equal(selected(page), 1);
  });

  it('takes what was typed, not what is suggested', async () => {
    const page = await open({ suggestion: suggested('a dog') });
    page.textBox.focus();
    page.type('a cat');
    assert.ok(!page.press('Enter'));
    assert.equal(page.saidOf('accept').length, 0);
    assert.equal(page.saidOf('edit').at(-1)?.text, 'a cat');
    assert.equal(selected(page), 1);
    assert.equal(page.focused, page.one('.list'), 'the keys are for the images again');
  });

  it('leaves what is decided as it is', async () => {
    const page = await open({ suggestion: suggested('a dog'), text: 'a cat', status: 'edited' });
    give(page, 'acceptAndNext');
    assert.equal(page.saidOf('accept').length + page.saidOf('edit').length, 0);
    assert.equal(selected(page), 1);
  });

  it('decides on a suggestion that somebody looked at in the text box', async () => {
    const page = await open({ suggestion: suggested('a dog') });
    give(page, 'editCaption');
    page.press('Enter');
    assert.deepEqual(
      page.saidOf('edit').map(({ text, begunWith }) => [text, begunWith]),
      [['a dog', 0]],
    );
  });

  it('shows all of what was decided in the list, before the document has it', async () => {
    const page = await open({ draft: 'a black l' });
    page.textBox.focus();
    page.textBox.value = 'a black leaping cat';
    page.textBox.dispatchEvent(new page.window.InputEvent('input', { bubbles: true }));
    page.press('Enter');
    assert.equal(page.textOf('#row-0 .row-caption'), 'a black leaping cat');
    // Somebody asked before the document has it.
    page.tell({ type: 'items', items: [entry(0, { draft: 'a black l' })], counts: countsOf(3) });
    assert.equal(page.textOf('#row-0 .row-caption'), 'a black leaping cat');
  });

  it('leaves the keys where they are, if these are not for the text box', async () => {
    const page = await open({ suggestion: suggested('a dog') });
    page.button('Exclude').focus();
    give(page, 'acceptAndNext');
    assert.equal(page.saidOf('accept').length, 1);
    assert.equal(page.focused, page.button('Exclude'));
  });

  it('is nothing where there is no image', async () => {
    const page = await openDataset([]);
    give(page, 'acceptAndNext');
    assert.deepEqual(page.said, [{ type: 'commandDone', command: 'acceptAndNext' }]);
  });

  it('stays with a structured caption that could not be one, and says why', async () => {
    const page = await open({ text: '{"short":"a dog"}', status: 'written', isStructured: true });
    page.textBox.focus();
    page.type('x');
    page.press('Enter');
    assert.equal(page.saidOf('edit').length, 0);
    assert.equal(selected(page), undefined);
    assert.match(page.textOf('.remark.problem'), /\S/);
  });

  it('goes past a line that is no row, and decides nothing', async () => {
    const page = await open({ kind: 'brokenLine', problem: 'The row is no JSON.', line: 1 });
    give(page, 'acceptAndNext');
    assert.equal(page.saidOf('accept').length, 0);
    assert.equal(selected(page), 1);
  });
});

describe('F2', () => {
  it('selects the whole caption in the text box, as what is renamed is', async () => {
    const page = await open({ suggestion: suggested('a dog') });
    give(page, 'editCaption');
    const { value, selectionStart, selectionEnd } = page.textBox;
    assert.deepEqual([value, selectionStart, selectionEnd], ['a dog', 0, 'a dog'.length]);
    assert.equal(page.focused, page.textBox);
  });
});

describe('Accepting', () => {
  it('waits for a suggestion that is on its way, and says so once', async () => {
    const page = await open({ suggestion: { state: 'waiting' } });
    for (let time = 1; time <= 2; time++) give(page, 'acceptAndNext');
    assert.equal(page.saidOf('accept').length + page.saidOf('select').length, 0);
    assert.equal(page.all('.suggestion .quiet').length, 1);
    assert.match(page.textOf('.suggestion .quiet'), /on its way\. Press Enter again when you see it\.$/);
  });

  it('decides nothing where nothing is suggested, and goes on', async () => {
    const page = await open({});
    give(page, 'acceptAndNext');
    assert.equal(page.saidOf('accept').length + page.saidOf('edit').length, 0);
    assert.equal(selected(page), 1);
  });

  it('takes what a batch suggested before, although another suggestion is on its way', async () => {
    const page = await open({ text: 'a dog', status: 'suggested', suggestion: { state: 'waiting' } });
    give(page, 'acceptAndNext');
    assert.equal(page.saidOf('accept').length, 1);
    assert.equal(selected(page), 1);
  });
});

describe('Taking a candidate', () => {
  it('accepts the one of that number, after what was typed is kept for when that is undone', async () => {
    const page = await open({ suggestion: suggested('a', 'b', 'c') });
    page.type('x');
    page.type('y');
    page.wait(200);
    const acknowledged = page.saidOf('draft').at(-1)?.draft.sequence;
    const kept = entry(0, { draft: 'xy', acknowledged, suggestion: suggested('a', 'b', 'c') });
    page.tell({ type: 'items', items: [kept], counts: countsOf(3) });
    give(page, 'takeCandidate3');
    const told = page.said.filter(({ type }) => type === 'draft' || type === 'accept').map(({ type }) => type);
    assert.deepEqual(told, ['draft', 'draft', 'accept']);
    assert.deepEqual(page.saidOf('revert'), [], 'the extension keeps it');
    assert.equal(page.saidOf('draft').at(-1)?.draft.text, 'xy');
    assert.equal(page.textBox.value, '');
  });

  it('accepts it where nothing was typed', async () => {
    const page = await open({ suggestion: suggested('a', 'b', 'c') });
    give(page, 'takeCandidate3');
    assert.deepEqual(page.saidOf('accept'), [{ type: 'accept', key: '0.jpg 0', candidate: 2, keys: 0 }]);
    assert.equal(selected(page), 1);
  });

  it('forgets what was typed into the text box, and leaves it', async () => {
    const page = await open({ suggestion: suggested('a', 'b') });
    page.textBox.focus();
    page.type('mine');
    give(page, 'takeCandidate2');
    page.answerMoves();
    assert.deepEqual(
      page.saidOf('accept').map(({ candidate }) => candidate),
      [1],
    );
    assert.deepEqual(page.saidOf('edit'), []);
    assert.equal(page.focused, page.one('.list'));
  });

  it('tells before it what was typed in the last moment', async () => {
    const page = await open({ suggestion: suggested('a', 'b') });
    page.textBox.focus();
    page.type('mine');
    give(page, 'takeCandidate2');
    const told = page.said.flatMap((message) =>
      message.type === 'draft' ? [message.draft.text] : message.type === 'accept' ? ['accept'] : [],
    );
    assert.deepEqual(told, ['m', 'mine', 'accept']);
  });

  it('leaves nothing of what was typed in the text box, also of the last image', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested('a', 'b') })]);
    page.textBox.focus();
    page.type('mine');
    give(page, 'takeCandidate2');
    assert.equal(page.textBox.value, '');
  });

  it('leaves the keys where they are, if these are not for the text box', async () => {
    const page = await open({ suggestion: suggested('a', 'b') });
    page.button('Exclude').focus();
    give(page, 'takeCandidate2');
    assert.equal(page.focused, page.button('Exclude'));
  });

  it('takes what a batch suggested as the first, also where nothing else is offered', async () => {
    const page = await open({ text: 'a dog', status: 'suggested' });
    give(page, 'takeCandidate2');
    assert.equal(page.saidOf('accept').length, 0);
    give(page, 'takeCandidate1');
    assert.equal(page.saidOf('accept').length, 1);
    const nothing = await open({});
    give(nothing, 'takeCandidate1');
    assert.deepEqual([nothing.saidOf('accept'), selected(nothing)], [[], undefined]);
  });

  it('does nothing where there are not so many', async () => {
    const page = await open({ suggestion: suggested('a', 'b') });
    give(page, 'takeCandidate3');
    assert.deepEqual(page.said, [{ type: 'commandDone', command: 'takeCandidate3' }]);
  });

  it('can be done with the mouse', async () => {
    const page = await open({ suggestion: suggested('a', 'b') });
    page.click(page.one('.others button'));
    assert.deepEqual(page.saidOf('accept'), [{ type: 'accept', key: '0.jpg 0', candidate: 1, keys: 0 }]);
  });
});

describe('Excluding', () => {
  it('is nothing for a line that is no row', async () => {
    const page = await open({ kind: 'brokenLine', problem: 'The row is no JSON.', line: 1 });
    give(page, 'exclude');
    assert.deepEqual([page.saidOf('exclude'), selected(page)], [[], undefined]);
  });

  it('tells first what was typed, which is there again once the image is taken in', async () => {
    const page = await open({});
    page.textBox.focus();
    page.type('a dog');
    give(page, 'exclude');
    const kinds = page.said.flatMap((message) =>
      message.type === 'draft' ? [message.draft.text] : message.type === 'exclude' ? ['exclude'] : [],
    );
    assert.deepEqual(kinds.slice(0, 3), ['a', 'a dog', 'exclude']);
  });

  it('leaves the image with all of its captions', async () => {
    const of = (at: number): ItemView['caption'] => ({ at, of: 2, others: [] });
    const second = entry(1, { fileName: '0.jpg', key: '0.jpg 1', caption: of(2) });
    const page = await open({ caption: of(1) }, second, entry(2));
    give(page, 'exclude');
    assert.deepEqual(page.saidOf('exclude'), [{ type: 'exclude', key: '0.jpg 0' }]);
    assert.equal(selected(page), 2);
  });

  it('says beside the button what becomes of the image', async () => {
    const page = await openDataset([entry(0, { status: 'excluded' }), entry(1)]);
    assert.equal(page.textOf('.remark'), 'Nothing is learned from it. Its row stays in the file, as excluded.');
    page.click(page.one('#row-1'));
    page.answerMoves();
    assert.equal(page.textOf('.remark'), '');
    assert.match(page.button('Exclude').title, /^Leave this image out: nothing is learned from it/);
  });

  it('says of a caption that it is much shorter than the others, in the list and beside the buttons', async () => {
    const page = await openDataset([entry(0, { text: 'M', status: 'edited', isShort: true }), entry(1)]);
    assert.equal(page.textOf('#row-0 .short'), 'Short');
    assert.equal(page.all('#row-1 .short').length, 0);
    assert.equal(page.textOf('.remark'), 'This caption is much shorter than the others.');
  });

  it('takes an excluded image in again and stays with it', async () => {
    const page = await open({ status: 'excluded' });
    page.click(page.button('Include'));
    assert.deepEqual(page.saidOf('exclude'), [{ type: 'exclude', key: '0.jpg 0' }]);
    assert.equal(page.saidOf('select').length, 0);
  });
});

describe('Skipping', () => {
  it('sends what was typed before', async () => {
    const page = await open({});
    page.textBox.focus();
    page.type('a dog');
    give(page, 'skip');
    page.answerMoves();
    assert.equal(page.saidOf('draft').at(-1)?.draft.text, 'a dog');
    assert.deepEqual(page.saidOf('skip'), [{ type: 'skip', key: '0.jpg 0' }]);
  });

  it('is nothing where there is no image', async () => {
    const page = await openDataset([]);
    give(page, 'skip');
    assert.deepEqual(page.said, [{ type: 'commandDone', command: 'skip' }]);
  });
});

describe('Ctrl+Z in the list', () => {
  const undo = (page: WebviewPage): boolean => page.press('z', { ctrlKey: true });
  const decided = async (): Promise<WebviewPage> => {
    const page = await open({ suggestion: suggested('a dog') });
    page.one('.list').focus();
    give(page, 'acceptAndNext');
    await Promise.resolve();
    return page;
  };
  const kinds = (page: WebviewPage): string[] =>
    page.said.map(({ type }) => type).filter((type) => ['accept', 'exclude', 'undo', 'redo'].includes(type));

  it('goes behind a decision that is on its way, where VS Code would take back what came before', async () => {
    const page = await decided();
    assert.ok(!undo(page), 'VS Code does not get it');
    assert.deepEqual(kinds(page), ['accept', 'undo']);
  });

  it('is for VS Code once all decisions are in the document', async () => {
    const page = await decided();
    give(page, 'exclude');
    await page.answerDecisions();
    assert.ok(undo(page));
    assert.deepEqual(kinds(page), ['accept', 'exclude']);
  });

  it('waits for the last of several decisions', async () => {
    const page = await decided();
    const [first] = page.saidOf('areDecisionsMade');
    give(page, 'exclude');
    page.tell({ type: 'decisionsMade', id: first.id });
    assert.ok(!undo(page));
    assert.deepEqual(kinds(page), ['accept', 'exclude', 'undo']);
  });

  it('is followed by Ctrl+Y while it is on its way itself', async () => {
    const page = await decided();
    undo(page);
    assert.ok(!page.press('y', { ctrlKey: true }));
    assert.deepEqual(kinds(page), ['accept', 'undo', 'redo']);
  });

  it('leads to the image before anything else is typed', async () => {
    const page = await decided();
    page.answerMoves();
    undo(page);
    page.type('no');
    assert.equal(page.textBox.value, '');
  });
});
