import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countsOf, entry, listOf, openDataset, suggested } from '../harness/openDataset';

const many = Array.from({ length: 1000 }, (_, index) => entry(index));
const seen = many.slice(0, 20);

describe('The list', () => {
  it('has elements only for what is on screen, however long it is', async () => {
    const page = await openDataset(seen, { length: 1000 });
    const rows = page.all('.row');
    assert.equal(rows.length, 5 + 6);
    assert.equal(rows[0].getAttribute('aria-setsize'), '1000');
  });

  it('asks for what it is scrolled to, and shows it when it comes', async () => {
    const page = await openDataset(seen, { length: 1000 });
    page.one('.list').scrollTop = 500 * 84;
    page.one('.list').dispatchEvent(new page.window.Event('scroll'));
    assert.deepEqual(page.said, [{ type: 'window', first: 494, count: 17 }]);
    assert.equal(page.all('.row[role=option]').length, 0);
    page.tell({ type: 'items', items: many.slice(494, 511), counts: countsOf(1000) });
    assert.equal(page.all('.row[role=option]').length, 17);
    assert.equal(page.textOf('#row-500 .file-name'), '500.jpg');
  });

  it('says of each image its caption, or what is suggested, and how it came about', async () => {
    const page = await openDataset([
      entry(0, { text: 'a dog', status: 'edited' }),
      entry(1, { suggestion: suggested('a cat') }),
      entry(2, { suggestion: { state: 'failed', reason: 'It is no image.' } }),
      entry(3, { problem: 'The row is no JSON.', kind: 'brokenLine', line: 7 }),
      entry(4, { suggestion: { state: 'waiting' } }),
      entry(5, { text: 'a hat', caption: { at: 2, of: 3, others: [] } }),
    ]);
    const captions = page.all('.row-caption').map(({ textContent, className }) => [textContent, className]);
    assert.deepEqual(captions, [
      ['a dog', 'row-caption'],
      ['a cat', 'row-caption suggested'],
      ['It is no image.', 'row-caption problem'],
      ['The row is no JSON.', 'row-caption problem'],
      ['', 'row-caption'],
      ['a hat', 'row-caption'],
    ]);
    assert.equal(page.textOf('#row-0 .status'), 'Edited');
    assert.equal(page.textOf('#row-3 .file-name'), 'Line 7');
    assert.equal(page.all('#row-4 .skeleton').length, 1);
    assert.equal(page.textOf('#row-5 .row-place'), '2 of 3');
  });

  it('marks what is done with a tick, and what is left out with a sign of its own, which stands at the caption, too', async () => {
    const page = await openDataset([
      entry(0, { text: 'a dog', status: 'excluded' }),
      entry(1, { text: 'a cat', status: 'accepted' }),
      entry(2, { text: 'a hat', status: 'suggested' }),
    ]);
    const marks = page.all('.list .status').map(({ className }) => className);
    assert.deepEqual(marks, ['status left-out', 'status done', 'status']);
    assert.equal(page.textOf('.meta .status.left-out'), 'Excluded');
  });

  it('goes to the image that is clicked, and tells so with the version of the list', async () => {
    const page = await openDataset(seen, { version: 4 });
    page.click(page.one('#row-3 .file-name'));
    assert.deepEqual(page.saidOf('select'), [{ type: 'select', index: 3, key: '3.jpg 0', version: 4 }]);
    assert.equal(page.one('.row.selected').id, 'row-3');
    assert.equal(page.one('.list').getAttribute('aria-activedescendant'), 'row-3');
    assert.equal(page.textOf('.meta .file-name'), '3.jpg');
  });

  it('keeps what comes next in sight, two rows beyond the selected one, but for its ends', async () => {
    const page = await openDataset(seen);
    const list = page.one('.list');
    const next = (): void => {
      page.tell({ type: 'command', command: 'next' });
      page.answerMoves();
    };
    next();
    next();
    assert.equal(list.scrollTop, 0);
    next();
    // Five rows have room: the fourth is selected, and the sixth is the last in sight.
    assert.equal(list.scrollTop, 84);
    page.press('Home');
    assert.equal(list.scrollTop, 0);
  });

  it('keeps the selected image in sight when there is less room, and moves nothing for its neighbours', async () => {
    const page = await openDataset(seen, { select: 6 });
    const list = page.one('.list');
    page.resize(5 * 84);
    list.scrollTop = 6 * 84;
    page.resize(4 * 84);
    assert.equal(list.scrollTop, 6 * 84);
    list.scrollTop = 3 * 84;
    page.resize(3 * 84);
    assert.equal(list.scrollTop, 4 * 84);
  });

  it('shows the selected image whole again after there was no room for all of it', async () => {
    const page = await openDataset(seen, { select: 6 });
    const list = page.one('.list');
    page.resize(5 * 84);
    list.scrollTop = 4 * 84;
    page.resize(30);
    assert.equal(list.scrollTop, 6 * 84, 'its upper part is seen meanwhile');
    page.resize(5 * 84);
    assert.equal(list.scrollTop, 6 * 84);
  });

  it('knows the selected image while it is out of sight, whatever comes elsewhere, so that keys go on', async () => {
    const items = many.slice(0, 40).map((item) => ({ ...item, suggestion: suggested('a cat') }));
    const page = await openDataset(items, { select: 30 });
    page.one('.list').scrollTop = 0;
    page.one('.list').dispatchEvent(new page.window.Event('scroll'));
    page.tell({ type: 'length', version: 1, length: 40, counts: countsOf(40) });
    page.tell({ type: 'command', command: 'acceptAndNext' });
    page.answerMoves();
    assert.deepEqual(
      page.saidOf('accept').map(({ key }) => key),
      ['30.jpg 0'],
    );
  });

  it('goes to its ends with Home and End', async () => {
    const page = await openDataset(seen);
    page.press('End');
    assert.equal(page.saidOf('select').at(-1)?.index, 19);
    page.answerMoves();
    page.press('Home');
    assert.equal(page.saidOf('select').at(-1)?.index, 0);
  });

  it('asks whether anything is left when one goes on after the last image', async () => {
    const page = await openDataset([entry(0), entry(1)], { select: 1 });
    page.tell({ type: 'command', command: 'next' });
    assert.deepEqual(page.saidOf('reachedEnd'), [{ type: 'reachedEnd' }]);
    assert.equal(page.saidOf('select').length, 0);
    page.tell({ type: 'nothingOpen', elsewhere: 3 });
    assert.match(page.textOf('.notice.shown > .notice-text'), /Images to do elsewhere: 3\./);
  });

  it('keeps what is seen in its place when entries come above it', async () => {
    const page = await openDataset(seen, { length: 1000, select: 3 });
    page.one('.list').scrollTop = 84;
    const shifted = seen.map((item) => ({ ...item, index: item.index + 2 }));
    page.tell(listOf(shifted, { length: 1002, version: 2, select: 5, scroll: 'keep', shift: 2 }));
    assert.equal(page.one('.list').scrollTop, 3 * 84);
    assert.equal(page.textOf('.row.selected .file-name'), '3.jpg');
  });

  it('says so where there are no images, and in which folder to put some', async () => {
    const page = await openDataset([], { folder: '/pictures/birds' });
    assert.ok(page.isShown('.empty-folder'));
    assert.match(page.textOf('.empty-folder'), /No images here yet.*into \/pictures\/birds/);
    page.tell(listOf([entry(0)], { version: 2 }));
    assert.ok(!page.isShown('.empty-folder'));
    assert.equal(page.textOf('.row.selected .file-name'), '0.jpg');
  });

  it('shows text as text: nothing that people wrote becomes an element', async () => {
    const page = await openDataset([entry(0, { text: '<img src=x onerror=alert(1)>', fileName: '<b>.jpg' })]);
    assert.equal(page.textOf('.row-caption'), '<img src=x onerror=alert(1)>');
    assert.equal(page.all('b, .list img').length, 0);
  });

  it('marks spaces that nobody would see, and leaves the text as it is', async () => {
    const page = await openDataset([entry(0, { text: 'a  red dog ', status: 'written' }), entry(1)]);
    assert.deepEqual(
      page.all('#row-0 .odd-space').map(({ textContent }) => textContent),
      ['  ', ' '],
    );
    assert.equal(page.one('#row-0 .row-caption').textContent, 'a  red dog ');
  });
});
