import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { EntryView } from '../../../src/dataset/list/entryView';
import {
  countedTexts,
  orders,
  plainFilter,
  searchedTexts,
  SearchError,
  searchPlaces,
  shownChoices,
  type EntryKnowledge,
  type ListFilter,
} from '../../../src/dataset/list/listFilter';
import { line, TextDocument } from './textDocument';

const confidences: Record<string, number> = { 'a.jpg': 0.9, 'b.jpg': 0.2, 'd.jpg': 0.5 };
const known: EntryKnowledge = {
  confidence: ({ fileName }) => confidences[fileName],
  suggested: ({ fileName }) => (fileName === 'b.jpg' ? 'a bus' : ''),
  isShort: () => false,
  tokens: (text) => text.length,
};
const text = [
  line('dogs/1.jpg', 'A dog runs', 'written', { updated: '2026-01-01T00:00:00.000Z' }),
  line('dogs/2.jpg', 'two dogs', 'accepted', { updated: '2026-01-03T00:00:00.000Z' }),
  line('cat.jpg', 'a cat sleeps on a sofa', 'edited', { updated: '2026-01-02T00:00:00.000Z' }),
  line('gone.jpg', 'x', 'suggested'),
].join('\n');
const folder = ['a.jpg', 'b.jpg', 'c.jpg', 'cat.jpg', 'd.jpg', 'dogs/1.jpg', 'dogs/2.jpg'];

describe('Looking at a dataset', () => {
  const open = (
    filter: Partial<ListFilter> = {},
  ): { document: TextDocument; view: EntryView; names: () => string[] } => {
    const document = new TextDocument(text, folder);
    const damaged = document.index.find('d.jpg 0')?.group;
    if (damaged) document.index.setFailed(damaged, true);
    const view = new EntryView(document.index, known);
    view.filter({ ...plainFilter, ...filter });
    return { document, view, names: () => [...view.entries].map(({ fileName }) => fileName) };
  };

  it('shows the captions of a number of words, and of that or more', () => {
    assert.deepEqual(open({ words: { from: 2, to: 2 } }).names(), ['b.jpg', 'dogs/2.jpg']);
    assert.deepEqual(open({ words: { from: 3 } }).names(), ['cat.jpg', 'dogs/1.jpg']);
  });

  it('shows the captions of a number of tokens, and all where none are counted', () => {
    assert.deepEqual(open({ tokens: { from: 11 } }).names(), ['cat.jpg']);
    assert.deepEqual(open({ tokens: { from: 5, to: 8 } }).names(), ['b.jpg', 'dogs/2.jpg']);
    const uncounted = new EntryView(open().document.index, { ...known, tokens: () => undefined });
    uncounted.filter({ ...plainFilter, tokens: { from: 11 } });
    assert.equal(uncounted.entries.length, open().names().length);
  });

  it('counts the words of captions without spaces as they are counted elsewhere', () => {
    const document = new TextDocument(
      [line('dog.jpg', '狗', 'written'), line('park.jpg', '狗在公园', 'written')].join('\n'),
    );
    const view = new EntryView(document.index, known);
    view.filter({ ...plainFilter, words: { from: 2 } });
    assert.deepEqual(
      [...view.entries].map(({ fileName }) => fileName),
      ['park.jpg'],
    );
  });

  it('shows everything by path', () => {
    assert.deepEqual(open().names(), [
      'a.jpg',
      'b.jpg',
      'c.jpg',
      'cat.jpg',
      'd.jpg',
      'dogs/1.jpg',
      'dogs/2.jpg',
      'gone.jpg',
    ]);
  });

  it('shows what has a status, what is still open, and what has a problem', () => {
    assert.deepEqual(open({ shown: 'edited' }).names(), ['cat.jpg']);
    assert.deepEqual(open({ shown: 'open' }).names(), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'gone.jpg']);
    assert.deepEqual(open({ shown: 'problem' }).names(), ['d.jpg', 'gone.jpg']);
  });

  it('shows among the problems what is much shorter than the others', () => {
    const { view, names } = open();
    view.filter({ ...plainFilter, shown: 'problem' });
    assert.ok(!names().includes('cat.jpg'));
    const shortened = new EntryView(open().document.index, {
      ...known,
      isShort: ({ fileName }) => fileName === 'cat.jpg',
    });
    shortened.filter({ ...plainFilter, shown: 'problem' });
    assert.ok([...shortened.entries].some(({ fileName }) => fileName === 'cat.jpg'));
  });

  it('finds text in captions, suggestions and file names, or in one of them', () => {
    assert.deepEqual(open({ search: 'DOG' }).names(), ['dogs/1.jpg', 'dogs/2.jpg']);
    assert.deepEqual(open({ search: 'DOG', matchCase: true }).names(), []);
    assert.deepEqual(open({ search: 'A dog', matchCase: true }).names(), ['dogs/1.jpg']);
    assert.deepEqual(open({ search: 'dogs', searchIn: 'captions' }).names(), ['dogs/2.jpg']);
    assert.deepEqual(open({ search: 'two dogs', searchIn: 'names' }).names(), []);
    assert.deepEqual(open({ search: 'dogs/', searchIn: 'names' }).names(), ['dogs/1.jpg', 'dogs/2.jpg']);
    assert.deepEqual(open({ search: 'bus' }).names(), ['b.jpg']);
  });

  it('takes what is searched for letter by letter, unless it is a regular expression', () => {
    assert.deepEqual(open({ search: 'd.g' }).names(), []);
    assert.deepEqual(open({ search: '(' }).names(), []);
    assert.deepEqual(open({ search: 'a.jpg' }).names(), ['a.jpg']);
    assert.deepEqual(open({ search: 'd.g', isRegularExpression: true }).names(), ['dogs/1.jpg', 'dogs/2.jpg']);
  });

  it('matches the case of a regular expression where that is asked for', () => {
    const expression = { search: '^a ', isRegularExpression: true };
    assert.deepEqual(open(expression).names(), ['b.jpg', 'cat.jpg', 'dogs/1.jpg']);
    assert.deepEqual(open({ ...expression, matchCase: true }).names(), ['b.jpg', 'cat.jpg']);
  });

  it('takes an emoji for one character in a regular expression', () => {
    const document = new TextDocument(line('smile.jpg', '\u{1F600}', 'written'));
    for (const matchCase of [false, true]) {
      const view = new EntryView(document.index, known);
      view.filter({ ...plainFilter, search: '^.$', searchIn: 'captions', isRegularExpression: true, matchCase });
      assert.equal(view.entries.length, 1);
    }
  });

  it('shows what is in a folder, in its subfolders or in none, together with a search', () => {
    assert.deepEqual(open({ folder: 'dogs' }).names(), ['dogs/1.jpg', 'dogs/2.jpg']);
    assert.deepEqual(open({ folder: 'dogs', search: 'two' }).names(), ['dogs/2.jpg']);
    assert.deepEqual(open({ folder: 'dog' }).names(), []);
    assert.equal(open({ folder: '.' }).names().length, 6);
  });

  it('finds what a regular expression matches, and says when it cannot be read', () => {
    assert.deepEqual(open({ search: '^a .*sofa$', isRegularExpression: true }).names(), ['cat.jpg']);
    const { view, names } = open({ shown: 'edited' });
    const broken = { ...plainFilter, search: '(', isRegularExpression: true };
    assert.throws(() => view.filter(broken), SearchError);
    assert.throws(() => view.filter(broken), { name: 'SearchError', message: /Unterminated group/ });
    assert.deepEqual(names(), ['cat.jpg'], 'what was shown stays');
  });

  it('puts the least sure first, then what nothing is known of, then what is decided', () => {
    assert.deepEqual(open({ order: 'confidence' }).names().slice(0, 5), [
      'b.jpg',
      'd.jpg',
      'a.jpg',
      'c.jpg',
      'gone.jpg',
    ]);
  });

  it('keeps what is equal in an order in the order of paths', () => {
    assert.deepEqual(open({ order: 'confidence' }).names().slice(5), ['cat.jpg', 'dogs/1.jpg', 'dogs/2.jpg']);
    assert.deepEqual(open({ order: 'shortest' }).names().slice(4), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    assert.deepEqual(open({ order: 'longest' }).names().slice(4), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    assert.deepEqual(open({ order: 'oldest' }).names().slice(3), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'gone.jpg']);
  });

  it('has the names under which a look is kept between sessions, and begins with some of them', () => {
    const states = ['todo', 'suggested', 'begun', 'accepted', 'edited', 'written', 'captioned', 'excluded'];
    assert.deepEqual(shownChoices, ['all', 'open', ...states, 'problem']);
    assert.deepEqual(orders, ['path', 'confidence', 'longest', 'shortest', 'newest', 'oldest']);
    assert.deepEqual(searchPlaces, ['both', 'captions', 'names']);
    const { shown, order, searchIn } = plainFilter;
    assert.ok(shownChoices.includes(shown) && orders.includes(order) && searchPlaces.includes(searchIn));
  });

  it('has the texts that a search goes through: names, captions, and what is suggested where there are none', () => {
    const { entries } = new TextDocument(line('cat.jpg', 'a cat', 'written'), ['b.jpg', 'cat.jpg']).index;
    const texts = (searchIn: ListFilter['searchIn']): string[] =>
      searchedTexts(entries, { ...plainFilter, searchIn }, known);
    assert.deepEqual(texts('both'), ['b.jpg', 'a bus', 'cat.jpg', 'a cat']);
    assert.deepEqual(texts('names'), ['b.jpg', 'cat.jpg']);
    assert.deepEqual(texts('captions'), ['a bus', 'a cat']);
  });

  it('has the texts whose tokens are counted for a look: those that would be shown if all lengths were', () => {
    const { document } = open();
    assert.deepEqual(
      countedTexts(document.index.entries, { ...plainFilter, folder: 'dogs', tokens: { from: 1_000 } }, known),
      ['A dog runs', 'two dogs'],
    );
  });

  it('puts the longest or the shortest caption first, what has none last', () => {
    assert.equal(open({ order: 'longest' }).names()[0], 'cat.jpg');
    assert.deepEqual(open({ order: 'shortest' }).names().slice(0, 4), [
      ...['gone.jpg', 'dogs/2.jpg', 'dogs/1.jpg', 'cat.jpg'],
    ]);
  });

  it('puts the last or the first decision first, what is not decided last', () => {
    assert.deepEqual(open({ order: 'newest' }).names().slice(0, 3), ['dogs/2.jpg', 'cat.jpg', 'dogs/1.jpg']);
    assert.deepEqual(open({ order: 'oldest' }).names().slice(0, 3), ['dogs/1.jpg', 'cat.jpg', 'dogs/2.jpg']);
  });

  it('keeps an entry that matches no more until it is looked anew', () => {
    const { document, view, names } = open({ shown: 'todo' });
    const change = document.append(`\n${line('b.jpg', 'a bus', 'accepted')}`);
    assert.equal(view.update(change), false);
    assert.deepEqual(names(), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    view.filter(view.currentFilter);
    assert.deepEqual(names(), ['a.jpg', 'c.jpg', 'd.jpg']);
  });

  it('keeps in its place what somebody works on, also when it is looked anew', () => {
    const { document, view, names } = open({ shown: 'todo' });
    view.update(document.append(`\n${line('b.jpg', 'a bus', 'edited')}`));
    view.filter(view.currentFilter, document.index.find('b.jpg 0'));
    assert.deepEqual(names(), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
  });

  it('shows another caption of an image after the one that is shown', () => {
    const { document, view, names } = open({ shown: 'edited' });
    assert.equal(view.update(document.append(`\n${line('cat.jpg', 'another', 'written')}`)), true);
    assert.deepEqual(names(), ['cat.jpg', 'cat.jpg']);
    assert.equal(view.update(document.append(`\n${line('a.jpg', 'not edited', 'written')}`)), false);
  });
});
