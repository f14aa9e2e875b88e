import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { WebviewCommand } from '../../../src/extension/session/sessionMessages';
import { candidate, entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

const dog = candidate('a brown dog runs', [0.9, 0.3, 0.9, 0.4]);

const open = (): Promise<WebviewPage> => openDataset([entry(0, { suggestion: suggested(dog) }), entry(1)]);
const step = (page: WebviewPage, ...commands: WebviewCommand[]): void => {
  for (const command of commands) page.tell({ type: 'command', command });
  page.answerMoves();
};
/** Answers what the page has asked last. */
const offer = (page: WebviewPage, continuation: string): void => {
  const request = page.saidOf('complete').at(-1)?.request ?? 0;
  page.tell({ type: 'completion', request, continuation, wordEnds: [] });
};
const decided = (page: WebviewPage): string[] => page.saidOf('edit').map(({ text }) => text);
const selected = (page: WebviewPage): number | undefined => page.saidOf('select').at(-1)?.index;

describe('Accepting up to the caret', () => {
  it('takes what stands before the caret, drops the rest, and goes on', async () => {
    const page = await open();
    step(page, 'editCaption');
    page.textBox.setSelectionRange('a brown dog '.length, 'a brown dog '.length);
    step(page, 'acceptUpToCaret');
    assert.deepEqual(decided(page), ['a brown dog']);
    assert.equal(selected(page), 1);
  });

  it('takes all where nothing stands behind the caret', async () => {
    const page = await open();
    page.type('my cat');
    step(page, 'acceptUpToCaret');
    assert.deepEqual(decided(page), ['my cat']);
  });

  it('ends in front of the word that is boxed, also from the list', async () => {
    const page = await open();
    step(page, 'previousWord', 'acceptUpToCaret');
    assert.deepEqual(decided(page), ['a brown dog']);
    assert.equal(selected(page), 1);
  });

  it('decides nothing where nothing stands before the caret, or there is none', async () => {
    const page = await open();
    step(page, 'acceptUpToCaret', 'nextWord', 'acceptUpToCaret');
    assert.equal(decided(page).length + page.saidOf('accept').length, 0);
    assert.equal(selected(page), undefined);
  });
});

describe('What is offered', () => {
  it('is never only begun once it is taken and decided with one key', async () => {
    const page = await open();
    step(page, 'nextWord', 'nextWord', 'editCaption');
    page.textBox.setSelectionRange(2, 2);
    page.textBox.dispatchEvent(new page.window.MouseEvent('click', { bubbles: true }));
    page.wait(1);
    offer(page, 'black cat');
    step(page, 'takeCompletionAndNext');
    page.wait(1000);
    assert.deepEqual(decided(page), ['a black cat']);
    assert.equal(page.saidOf('draft').length, 0);
  });
});
