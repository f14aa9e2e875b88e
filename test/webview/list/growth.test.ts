import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countsOf, entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

const seen = Array.from({ length: 20 }, (_, index) => entry(index, { suggestion: suggested('a dog runs') }));
const few = 1000;
const many = 100 * few;

/** What one thing that a person does changes in the page, and what the page says and keeps then. */
interface Work {
  changes: number;
  said: string[];
  kept: number;
}

/** What is done to the page of a list of so many images, counted. */
async function workIn(length: number, act: (page: WebviewPage, length: number) => void): Promise<Work> {
  const page = await openDataset(seen, { length, counts: countsOf(length) });
  const observer = new page.window.MutationObserver(() => undefined);
  const everything = { childList: true, attributes: true, characterData: true, subtree: true };
  observer.observe(page.window.document, everything);
  act(page, length);
  page.answerMoves();
  const changes = observer.takeRecords().length;
  assert.ok(changes > 0, 'something is seen');
  return { changes, said: page.said.map(({ type }) => type), kept: JSON.stringify(page.kept).length };
}

describe('With a hundred times the images, the page does no more', () => {
  const acts: Record<string, (page: WebviewPage, length: number) => void> = {
    'for a key that goes to the next image': (page) => page.tell({ type: 'command', command: 'next' }),
    'for a key that accepts': (page) => page.tell({ type: 'command', command: 'acceptAndNext' }),
    'for a letter': (page) => page.press('d'),
    'for a suggestion that comes': (page, length) =>
      page.tell({ type: 'items', items: [entry(1, { suggestion: suggested('a cat') })], counts: countsOf(length) }),
    'for a list that has become longer': (page, length) =>
      page.tell({ type: 'length', version: 2, length: length + 1, counts: countsOf(length + 1) }),
    'for scrolling to its middle': (page, length) => {
      page.one('.list').scrollTop = (length / 2) * 84;
      page.one('.list').dispatchEvent(new page.window.Event('scroll'));
    },
  };
  for (const [what, act] of Object.entries(acts)) {
    it(what, async () => {
      const [ofFew, ofMany] = [await workIn(few, act), await workIn(many, act)];
      assert.deepEqual(ofMany.said, ofFew.said);
      assert.ok(ofMany.changes <= ofFew.changes, `${ofMany.changes} changes, where it was ${ofFew.changes}`);
      // Places in the list have some digits more.
      assert.ok(ofMany.kept <= ofFew.kept + 20, `${ofMany.kept} characters kept, where it was ${ofFew.kept}`);
    });
  }
});
