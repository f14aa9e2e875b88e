import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { countsOf, entry, listOf, openDataset } from '../harness/openDataset';

const two = [entry(0), entry(1)];

describe('The filters', () => {
  it('ask for another list at once when something is chosen', async () => {
    const page = await openDataset(two);
    page.choose('Show', 'open');
    page.choose('Order', 'longest');
    page.choose('Search in', 'captions');
    const asked = page.saidOf('filter').map(({ filter }) => filter);
    const all = {
      ...plainFilter,
      shown: 'open',
      order: 'longest',
      searchIn: 'captions',
      words: undefined,
      tokens: undefined,
    };
    assert.equal(asked.length, 3);
    assert.deepEqual(asked.at(-1), all);
  });

  it('keep what was chosen while the answer to the choice before comes', async () => {
    const page = await openDataset(two);
    const chosen = (): string[] => ['Show', 'Order'].map((name) => page.chosen(name));
    page.choose('Show', 'open');
    page.choose('Order', 'longest');
    page.tell(listOf(two, { filter: { ...plainFilter, shown: 'open' } }));
    assert.deepEqual(chosen(), ['open', 'longest']);
    page.tell(listOf(two, { filter: { ...plainFilter, shown: 'open', order: 'longest' } }));
    assert.deepEqual(chosen(), ['open', 'longest']);
    page.tell(listOf(two, { filter: plainFilter }));
    assert.deepEqual(chosen(), ['all', 'path'], 'what the extension shows of itself is shown');
  });

  it('search when nothing was typed for a moment, once for all of it', async () => {
    const page = await openDataset(two);
    page.one('input[aria-label="Search"]').focus();
    page.type('dog');
    page.wait(149);
    assert.equal(page.saidOf('filter').length, 0);
    page.wait(1);
    assert.deepEqual(
      page.saidOf('filter').map(({ filter }) => filter.search),
      ['dog'],
    );
  });

  it('search with the buttons for case and regular expressions pressed', async () => {
    const page = await openDataset(two);
    page.click(page.button('Match case'));
    page.click(page.button('Use regular expression'));
    page.click(page.button('Match case'));
    const asked = page.saidOf('filter').map(({ filter }) => [filter.matchCase, filter.isRegularExpression]);
    assert.deepEqual(asked, [
      [true, false],
      [true, true],
      [false, true],
    ]);
  });

  it('say why a search cannot be read, until one can', async () => {
    const page = await openDataset(two);
    page.fill('Search', '(');
    page.wait(200);
    page.tell({ type: 'filterRefused', problem: 'Unterminated group' });
    assert.equal(page.textOf('.search-problem'), 'Unterminated group');
    assert.ok(page.isShown('.search-problem'));
    page.tell(listOf(two));
    assert.ok(!page.isShown('.search-problem'));
  });

  it('give the keys back to the images with Enter, and search at once', async () => {
    const page = await openDataset(two);
    page.tell({ type: 'command', command: 'search' });
    page.type('dog');
    assert.ok(!page.press('Enter'), 'VS Code would accept a caption');
    assert.equal(page.saidOf('filter').at(-1)?.filter.search, 'dog');
    assert.equal(page.focused, page.one('.list'));
  });

  it('take the search away with Escape', async () => {
    const page = await openDataset(two);
    page.fill('Search', 'dog');
    page.wait(200);
    page.press('Escape');
    assert.equal(page.saidOf('filter').at(-1)?.filter.search, '');
    assert.equal(page.focused, page.one('.list'));
  });

  it('leave what is typed alone when a list comes meanwhile', async () => {
    const page = await openDataset(two);
    page.fill('Search', 'do');
    page.tell(listOf(two));
    assert.equal(page.one('input[aria-label="Search"]'), page.focused);
    page.type('g');
    page.wait(200);
    assert.equal(page.saidOf('filter').at(-1)?.filter.search, 'dog');
  });

  it('say how many each choice has, and offer none that nothing belongs to', async () => {
    const page = await openDataset(two, { counts: countsOf(1200, 200) });
    const offered = page.all('select[aria-label="Show"] option').filter(({ hidden }) => !hidden);
    assert.deepEqual(
      offered.map(({ textContent }) => textContent),
      ['All (1,200)', 'To do (1,000)', 'Accepted (200)'],
    );
    assert.equal(page.textOf('.counts'), '200 of 1,200');
  });

  it('offer a new order when there is one, until the list is put in order', async () => {
    const page = await openDataset(two);
    assert.ok(!page.isShown('.reorder'));
    page.tell({ type: 'orderChanged' });
    assert.ok(page.isShown('.reorder'));
    page.click(page.button('New order available'));
    assert.equal(page.saidOf('filter').length, 1);
    page.tell(listOf(two));
    assert.ok(!page.isShown('.reorder'));
  });

  it('show one folder, and keep it among the choices when it is gone', async () => {
    const page = await openDataset(two);
    assert.ok(!page.isShown('.folders'), 'there is nothing to choose');
    page.tell({ type: 'folders', folders: [{ folder: 'birds', count: 3 }] });
    page.choose('Folder', 'birds');
    assert.equal(page.saidOf('filter').at(-1)?.filter.folder, 'birds');
    page.tell(listOf([], { filter: { ...plainFilter, folder: 'birds' }, counts: countsOf(2) }));
    page.tell({ type: 'folders', folders: [] });
    const chosen = page.all('.folders option').map(({ textContent }) => textContent);
    assert.deepEqual(chosen, ['All folders', 'birds (0)']);
  });

  it('show captions of any length again with a click', async () => {
    const page = await openDataset(two, { filter: { ...plainFilter, words: { from: 12 } } });
    page.click(page.button('Only captions of 12+ words ✕'));
    assert.equal(page.saidOf('filter').at(-1)?.filter.words, undefined);
    assert.equal(page.all('.length-filter:not([hidden])').length, 0);
  });

  it('show what is over the limit of tokens, among the states, where tokens are counted', async () => {
    const page = await openDataset(two);
    const offered = (): (string | null)[] =>
      page
        .all('select[aria-label="Show"] option')
        .filter(({ hidden }) => !hidden)
        .map(({ textContent }) => textContent);
    assert.ok(!offered().includes('Over the token limit'));
    page.tell({ type: 'limit', limit: 77 });
    assert.ok(offered().includes('Over the token limit'));
    page.choose('Show', 'overLimit');
    const over = { ...plainFilter, words: undefined, tokens: { from: 78 } };
    assert.deepEqual(page.saidOf('filter').at(-1)?.filter, over);
    page.tell(listOf(two, { filter: over }));
    assert.equal(page.chosen('Show'), 'overLimit');
    page.choose('Show', 'open');
    assert.deepEqual(page.saidOf('filter').at(-1)?.filter, { ...over, shown: 'open', tokens: undefined });
  });

  it('follow another limit of tokens, and show all where none are counted any more', async () => {
    const page = await openDataset(two);
    page.tell({ type: 'limit', limit: 77 });
    page.choose('Show', 'overLimit');
    page.tell({ type: 'limit', limit: 256 });
    assert.deepEqual(page.saidOf('filter').at(-1)?.filter.tokens, { from: 257 });
    page.tell({ type: 'limit' });
    assert.equal(page.chosen('Show'), 'all');
    assert.equal(page.saidOf('filter').at(-1)?.filter.tokens, undefined);
  });

  it('are all taken away where they leave nothing', async () => {
    const search = { ...plainFilter, search: 'dog', shown: 'accepted' as const };
    const page = await openDataset([], { filter: search, counts: countsOf(2) });
    assert.equal(page.textOf('.nothing-found [role=status]'), 'No images match.');
    page.click(page.button('Show All'));
    const asked = page.saidOf('filter').at(-1)?.filter;
    assert.deepEqual([asked?.search, asked?.shown], ['', 'all']);
  });

  it('offer the next steps where every image is decided', async () => {
    const filter = { ...plainFilter, shown: 'open' as const };
    const page = await openDataset([], { filter, counts: countsOf(2, 2) });
    assert.equal(page.textOf('.nothing-found [role=status]'), 'Every image is decided.');
    page.click(page.one('.next-steps button:nth-of-type(2)'));
    assert.deepEqual(page.saidOf('run'), [{ type: 'run', command: 'fineTune' }]);
  });
});
