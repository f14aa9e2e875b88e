import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keysToWord } from '../../../src/captioner/evaluation/keysToWord';
import type { ItemView } from '../../../src/extension/entries/entryMessages';
import type { WebviewCommand } from '../../../src/extension/session/sessionMessages';
import { candidate, countsOf, entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

const dog = candidate('a brown dog runs', [0.9, 0.3, 0.9, 0.4]);

/** The page with the keys for the entries, the first of which has a suggestion. */
function withSuggestion(changes: Partial<ItemView> = {}): Promise<WebviewPage> {
  return openDataset([entry(0, { suggestion: suggested(dog), ...changes }), entry(1)]);
}

function step(page: WebviewPage, ...commands: WebviewCommand[]): void {
  for (const command of commands) page.tell({ type: 'command', command });
  page.answerMoves();
}

const lastText = (page: WebviewPage): string | undefined => {
  page.wait(1000);
  return page.saidOf('edit').at(-1)?.text ?? page.saidOf('draft').at(-1)?.draft.text;
};
const boxed = (page: WebviewPage): string[] => page.all('.word.boxed').map(({ textContent }) => textContent);

describe('The word that is boxed', () => {
  it('is replaced by what is typed, and the rest stays', async () => {
    const page = await withSuggestion();
    step(page, 'nextWord', 'nextWord');
    assert.deepEqual(boxed(page), ['brown']);
    page.type('black');
    assert.equal(page.textBox.value, 'a black dog runs');
    assert.equal(lastText(page), 'a black dog runs');
    assert.equal(page.saidOf('draft').at(-1)?.draft.begunWith, 0);
  });

  it('takes three keys beyond its letters, from either end, where it is the second: two steps and Enter', async () => {
    const page = await withSuggestion();
    step(page, 'previousWord', 'previousWord');
    page.type('cat');
    page.press('Enter');
    assert.equal(lastText(page), 'a brown cat runs');
    assert.equal(page.saidOf('select').at(-1)?.index, 1);
  });

  it('is removed by Delete with one space, which then excludes no image', async () => {
    for (const [steps, left] of [
      [1, 'brown dog runs'],
      [2, 'a dog runs'],
      [4, 'a brown dog'],
    ] as const) {
      const page = await withSuggestion();
      for (let times = 0; times < steps; times++) step(page, 'nextWord');
      assert.ok(!page.press('Delete'), 'VS Code would exclude the image');
      assert.equal(page.textBox.value, left);
      assert.equal(lastText(page), left);
      assert.equal(page.focused, page.textBox);
    }
  });

  it('leaves Delete to VS Code where none is boxed', async () => {
    const page = await withSuggestion();
    assert.ok(page.press('Delete'));
    step(page, 'previousWord', 'nextWord');
    assert.deepEqual(boxed(page), []);
    assert.ok(page.press('Delete'));
    assert.equal(page.textBox.value, '');
  });

  it('is selected in the text box by F2, and by stepping on from inside it', async () => {
    const page = await withSuggestion();
    step(page, 'nextWord', 'nextWord', 'editCaption');
    const selected = (): string => page.textBox.value.slice(page.textBox.selectionStart, page.textBox.selectionEnd);
    assert.equal(selected(), 'brown');
    step(page, 'nextWord');
    assert.equal(selected(), 'dog');
    page.press('Backspace');
    assert.equal(page.textBox.value, 'a brown runs');
  });

  it('is begun with from inside an empty text box, of which nothing is decided until it is touched', async () => {
    const page = await withSuggestion();
    page.textBox.focus();
    step(page, 'nextWord');
    assert.equal(page.textBox.value, 'a brown dog runs');
    page.textBox.blur();
    assert.equal(page.textBox.value, '');
    assert.equal(page.saidOf('draft').length + page.saidOf('edit').length, 0);
  });

  it('is edited in the caption of the person where that has it, and is only shown where it has not', async () => {
    const page = await withSuggestion({ text: 'two brown dogs, one brown cat', status: 'edited' });
    step(page, 'nextWord', 'nextWord');
    page.type('black');
    assert.equal(page.textBox.value, 'two black dogs, one brown cat');
    const other = await withSuggestion({ text: 'two cats', status: 'written' });
    step(other, 'nextWord', 'nextWord');
    assert.ok(other.press('Delete'));
    assert.equal(other.textBox.value, 'two cats');
  });

  it('is chosen by a click, which asks for another ending from there and decides nothing', async () => {
    const page = await withSuggestion();
    const word = page.all('.best .word')[1];
    word.dispatchEvent(new page.window.MouseEvent('mousedown', { button: 0, bubbles: true, cancelable: true }));
    assert.deepEqual(boxed(page), ['brown']);
    const asked = page.saidOf('complete').at(-1);
    assert.deepEqual([asked?.typed, asked?.instead], ['a ', 'brown dog runs']);
    page.tell({ type: 'completion', request: asked?.request ?? 0, continuation: 'black cat', wordEnds: [7, 11] });
    assert.equal(page.textOf('.ghost-text'), 'black cat');
    assert.equal(page.textBox.value, 'a brown dog runs');
    assert.equal(page.saidOf('draft').length + page.saidOf('edit').length, 0);
    step(page, 'takeCompletion');
    assert.equal(page.textBox.value, 'a black cat');
  });

  it('is replaced although another ending is offered beside it, which strikes nothing out', async () => {
    const page = await withSuggestion();
    step(page, 'nextWord', 'nextWord');
    page.type('b');
    const asked = page.saidOf('complete').at(-1);
    assert.deepEqual([asked?.typed, asked?.instead], ['a b', undefined]);
    page.tell({ type: 'completion', request: asked?.request ?? 0, continuation: 'lack cat', wordEnds: [7, 11] });
    assert.equal(page.textOf('.ghost-offer'), 'Tab or: black cat');
    assert.equal(page.all('.ghost-old').length, 0);
    page.type('lue');
    assert.equal(page.textBox.value, 'a blue dog runs');
  });

  it('is the one that the captioner is least sure of, with Ctrl and an arrow, then the unsure ones in order', async () => {
    const page = await withSuggestion();
    step(page, 'nextUnsureWord');
    assert.deepEqual(boxed(page), ['brown']);
    step(page, 'nextUnsureWord');
    assert.deepEqual(boxed(page), ['runs']);
    step(page, 'nextUnsureWord');
    assert.deepEqual(boxed(page), []);
    step(page, 'previousUnsureWord');
    assert.deepEqual(boxed(page), ['runs'], 'the second that it is least sure of');
    step(page, 'previousUnsureWord');
    assert.deepEqual(boxed(page), ['brown']);
  });

  it('is the least sure one also where VS Code takes the caret for being in the text box still, which was just left', async () => {
    const page = await withSuggestion();
    page.type('x');
    page.press('Escape');
    step(page, 'takeCompletionWord');
    assert.deepEqual(boxed(page), ['brown']);
  });

  it('is the least sure one also where none is marked as unsure', async () => {
    const page = await withSuggestion({ suggestion: suggested(candidate('a dog runs', [0.9, 0.7, 0.8])) });
    step(page, 'nextUnsureWord');
    assert.deepEqual(boxed(page), ['dog']);
    step(page, 'nextUnsureWord');
    assert.deepEqual(boxed(page), []);
    step(page, 'previousUnsureWord');
    assert.deepEqual(boxed(page), ['runs']);
  });

  it('is reached with the keys that the simulation of the editor counts', async () => {
    const probabilities = [0.9, 0.3, 0.8, 0.95, 0.4, 0.2, 0.99];
    const page = await withSuggestion({ suggestion: suggested(candidate('a b c d e f g', probabilities)) });
    for (const [at, word] of [...'abcdefg'].entries()) {
      const keys = keysToWord(probabilities, at);
      step(page, ...keys);
      assert.deepEqual(boxed(page), [word], keys.join(', '));
      // Past the last word none is boxed.
      while (boxed(page).length > 0) step(page, 'nextWord');
    }
  });

  it('takes two keys beyond its letters where it is one of the two least sure: Ctrl and an arrow, and Enter', async () => {
    for (const [key, changed] of [
      ['nextUnsureWord', 'a cat dog runs'],
      ['previousUnsureWord', 'a brown dog cat'],
    ] as const) {
      const page = await withSuggestion();
      step(page, key);
      page.type('cat');
      page.press('Enter');
      assert.equal(lastText(page), changed);
    }
  });

  it('is boxed no more while one types, so that the picture is light, and not by pointing', async () => {
    const page = await withSuggestion();
    const [, second, third] = page.all('.best .word');
    third.dispatchEvent(new page.window.MouseEvent('mouseenter'));
    assert.deepEqual(page.all('.word.current'), [third]);
    assert.deepEqual(boxed(page), []);
    step(page, 'nextWord', 'nextWord');
    assert.deepEqual(page.all('.word.current'), [second]);
    page.type('b');
    assert.equal(page.all('.word.current').length, 0);
    assert.equal(page.textOf('.certainty'), '');
  });

  it('is of the suggestion that is shown: another one has none boxed', async () => {
    const page = await withSuggestion();
    step(page, 'nextWord');
    const items = [entry(0, { suggestion: suggested('two cats') })];
    page.tell({ type: 'items', items, counts: countsOf(2) });
    assert.deepEqual(boxed(page), []);
    assert.ok(page.press('Delete'));
  });
});
