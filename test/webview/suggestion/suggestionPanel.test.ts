import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { candidate, countsOf, entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

function withSuggestion(suggestion: ReturnType<typeof entry>['suggestion'], changes = {}): Promise<WebviewPage> {
  return openDataset([entry(0, { suggestion, ...changes }), entry(1)]);
}

describe('The suggestion', () => {
  it('is shown word by word, with those marked that the captioner is unsure of', async () => {
    const page = await withSuggestion(suggested(candidate('a dog runs', [0.9, 0.49, 0.5])));
    const words = page.all('.best .word').map(({ textContent, className }) => [textContent, className]);
    assert.deepEqual(words, [
      ['a', 'word'],
      ['dog', 'word unsure'],
      ['runs', 'word'],
    ]);
    assert.equal(page.textOf('.best .visually-hidden'), 'Unsure: dog');
  });

  it('has at most four other captions beside it, each with its key', async () => {
    const page = await withSuggestion(suggested('a', 'b', 'c', 'd', 'e', 'f'));
    const others = page.all('.others button').map(({ textContent, title }) => [textContent, title]);
    assert.deepEqual(others, [
      ['2b', 'Accept this one (Alt+2)'],
      ['3c', 'Accept this one (Alt+3)'],
      ['4d', 'Accept this one (Alt+4)'],
      ['5e', 'Accept this one (Alt+5)'],
    ]);
  });

  it('says of a word how sure the captioner is while one steps to it, and past the last of none', async () => {
    const page = await withSuggestion(suggested(candidate('a dog', [0.9, 0.625])));
    const step = (command: 'nextWord' | 'previousWord'): void => page.tell({ type: 'command', command });
    step('nextWord');
    step('nextWord');
    assert.equal(page.textOf('.certainty'), 'dog: 63 % sure');
    assert.equal(page.textOf('.best .current'), 'dog');
    step('nextWord');
    assert.equal(page.textOf('.certainty'), '');
    step('previousWord');
    assert.equal(page.textOf('.certainty'), 'dog: 63 % sure');
  });

  it('can be asked for again where it failed, with the reason', async () => {
    const page = await withSuggestion({ state: 'failed', reason: 'The file is damaged.' });
    assert.equal(page.textOf('.best .problem'), 'The file is damaged.');
    page.click(page.one('.best button'));
    assert.deepEqual(page.said, [{ type: 'retry', key: '0.jpg 0' }]);
  });

  it('is waited for: Enter before it is there accepts nothing, and says so once', async () => {
    const page = await withSuggestion({ state: 'waiting' });
    for (let press = 0; press < 2; press++) page.tell({ type: 'command', command: 'acceptAndNext' });
    assert.equal(page.saidOf('accept').length, 0);
    assert.equal(page.saidOf('select').length, 0);
    assert.match(page.textOf('.best .quiet'), /^The suggestion is on its way\./);
    page.tell({ type: 'items', items: [entry(0, { suggestion: suggested('a dog') })], counts: countsOf(2) });
    assert.equal(page.textOf('.best'), 'a dog');
    page.tell({ type: 'command', command: 'acceptAndNext' });
    assert.deepEqual(page.saidOf('accept'), [{ type: 'accept', key: '0.jpg 0', candidate: 0, keys: 0 }]);
  });

  it('says so where the captioner has no words, and where it was cut', async () => {
    const none = await withSuggestion({ state: 'ready', gridWidth: 2, gridHeight: 1, candidates: [] });
    assert.equal(none.textOf('.best'), 'The captioner finds no words for this image.');
    const cut = await withSuggestion(suggested({ ...candidate('a dog and a'), cutAt: 4 }));
    assert.equal(cut.textOf('.best .cut'), 'Cut at 4 pieces of words: the model writes no more.');
  });

  it('is what a batch wrote, not what the captioner would say by now', async () => {
    const page = await withSuggestion(suggested('a cat'), { status: 'suggested', text: 'a dog' });
    assert.equal(page.textOf('.best'), 'a dog');
    assert.equal(page.all('.best .word').length, 0, 'where it looked is known of other words');
    assert.equal(page.textBox.value, '', 'it is not the caption of the person');
  });
});
