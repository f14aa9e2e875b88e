import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Entry } from '../../../src/dataset/list/entry';
import { EntryView } from '../../../src/dataset/list/entryView';
import { plainFilter, type ListFilter } from '../../../src/dataset/list/listFilter';
import { line, TextDocument } from './textDocument';

const known = {
  confidence: () => undefined,
  suggested: () => '',
  isShort: () => false,
  tokens: () => undefined,
};
const folder = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];

function open(filter: Partial<ListFilter> = {}, text = ''): { document: TextDocument; view: EntryView } {
  const document = new TextDocument(text, folder);
  const view = new EntryView(document.index, known);
  view.filter({ ...plainFilter, ...filter });
  return { document, view };
}

function namesIn(view: EntryView): string[] {
  return [...view.entries].map(({ fileName }) => fileName);
}

function entryOf({ document }: { document: TextDocument }, key: string): Entry {
  const entry = document.index.find(key);
  assert.ok(entry, key);
  return entry;
}

const wholeLine = (
  at: number,
): { start: { line: number; character: number }; end: { line: number; character: number } } => ({
  start: { line: at, character: 0 },
  end: { line: at + 1, character: 0 },
});

describe('What an editor shows of a dataset', () => {
  it('is all of it at first, in its own order', () => {
    const view = new EntryView(new TextDocument('', folder).index, known);
    assert.deepEqual(namesIn(view), folder);
    assert.equal(view.currentFilter, plainFilter);
  });

  it('says where all is shown whether an entry came or went, and not where one only changed', () => {
    const { document, view } = open({}, `${line('a.jpg', 'x')}\n`);
    assert.equal(view.update(document.replace({ ...wholeLine(0), text: `${line('a.jpg', 'y')}\n` })), false);
    assert.equal(view.update(document.append(line('aa.jpg', 'x'))), true);
    assert.deepEqual(namesIn(view), [...folder, 'aa.jpg'].sort(), 'it stands where it belongs');
    assert.equal(view.update(document.replace({ ...wholeLine(0), text: '' })), false, 'its image is there still');
    const end = { line: 0, character: document.lineAt(0).length };
    assert.equal(view.update(document.replace({ start: { line: 0, character: 0 }, end, text: '' })), true);
  });

  it('says where some are shown whether one of them went, and shows it no more', () => {
    const text = [line('x.jpg', 'one', 'written'), line('y.jpg', 'two', 'written'), line('z.jpg', '', 'written'), ''];
    const { document, view } = open({ shown: 'written' }, text.join('\n'));
    assert.deepEqual(namesIn(view), ['x.jpg', 'y.jpg']);
    assert.equal(view.update(document.replace({ ...wholeLine(2), text: '' })), false, 'z.jpg was not shown');
    assert.equal(view.update(document.replace({ ...wholeLine(0), text: '' })), true);
    assert.deepEqual(namesIn(view), ['y.jpg']);
  });

  it('says that one went also where another went that was not shown', () => {
    const text = [line('x.jpg', 'one', 'written'), line('y.jpg', '', 'written'), ''];
    const { document, view } = open({ shown: 'written' }, text.join('\n'));
    const both = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    assert.equal(view.update(document.replace({ ...both, text: '' })), true);
    assert.deepEqual(namesIn(view), []);
  });

  it('has at its end what is new and matches, also where something comes after it that does not', () => {
    const { document, view } = open({ shown: 'written' }, line('d.jpg', 'x', 'written'));
    const came = document.append(`\n${line('0.jpg', 'x', 'written')}\n${line('1.jpg', '', 'written')}`);
    assert.equal(view.update(came), true);
    assert.deepEqual(namesIn(view), ['d.jpg', '0.jpg']);
    assert.equal(view.update(document.append(`\n${line('2.jpg', '', 'written')}`)), false);
  });

  it('has another caption of an image right after the one before it', () => {
    const text = [line('b.jpg', 'one', 'written'), line('c.jpg', 'x', 'written')].join('\n');
    const opened = open({ shown: 'written' }, text);
    const { document, view } = opened;
    view.update(document.append(`\n${line('b.jpg', 'two', 'accepted')}\n${line('b.jpg', 'three', 'accepted')}`));
    assert.deepEqual(
      [...view.entries].map(({ row }) => row?.text),
      ['one', 'two', 'three', 'x'],
    );
  });

  it('has a place for each entry that it shows, and none for others', () => {
    const opened = open({ shown: 'written' }, line('c.jpg', 'x', 'written'));
    const { view } = opened;
    assert.equal(view.placeOf(entryOf(opened, 'c.jpg 0')), 0);
    assert.equal(view.placeOf(entryOf(opened, 'a.jpg 0')), -1);
    assert.equal(view.placeOf(undefined), -1);
    view.filter(plainFilter);
    assert.equal(view.placeOf(entryOf(opened, 'c.jpg 0')), 2);
  });

  describe('in an order of its own', () => {
    const text = ['a.jpg', 'b.jpg', 'c.jpg'].map((name, at) => line(name, 'x'.repeat(at + 1), 'written')).join('\n');
    const change = (opened: ReturnType<typeof open>, at: number, caption: string): void => {
      const { document, view } = opened;
      const end = { line: at, character: document.lineAt(at).length };
      const name = folder[at];
      view.update(document.replace({ start: { line: at, character: 0 }, end, text: line(name, caption, 'written') }));
    };

    it('knows that an entry is in place until it belongs before or behind one beside it', () => {
      const opened = open({ order: 'shortest' }, text);
      const isInPlace = (key: string): boolean => opened.view.isInPlace(entryOf(opened, key));
      assert.deepEqual(namesIn(opened.view), folder);
      assert.ok(folder.every((name) => isInPlace(`${name} 0`)));
      change(opened, 1, 'xxxx');
      assert.equal(isInPlace('b.jpg 0'), false, 'longer than the next one');
      change(opened, 1, 'x');
      assert.equal(isInPlace('b.jpg 0'), true, 'as long as the one before');
      change(opened, 1, 'xxx');
      assert.equal(isInPlace('b.jpg 0'), true, 'as long as the next one');
      change(opened, 0, 'xxxxx');
      assert.equal(isInPlace('a.jpg 0'), false, 'the first one, longer than the next one');
      change(opened, 2, 'x');
      assert.equal(isInPlace('c.jpg 0'), false, 'shorter than the one before');
      assert.deepEqual(namesIn(opened.view), folder, 'nothing moves by itself');
    });

    it('takes what it does not show, and all in the order of paths, for in place', () => {
      const opened = open({ order: 'shortest', shown: 'written' }, text);
      assert.equal(opened.view.isInPlace(entryOf(opened, 'd.jpg 0')), true);
      opened.view.filter(plainFilter);
      assert.equal(opened.view.isInPlace(entryOf(opened, 'd.jpg 0')), true);
    });
  });

  describe('has the next entry that waits for a decision', () => {
    const opened = (): ReturnType<typeof open> =>
      open({}, [line('b.jpg', 'x', 'written'), 'broken', line('d.jpg', '', 'excluded')].join('\n'));

    it('behind the one that is asked from, and from the beginning again behind the last', () => {
      const { view } = opened();
      assert.deepEqual(
        [-1, 0, 1, 2, 3, 4].map((after) => view.nextOpen(after)),
        [0, 2, 2, 0, 0, 0],
      );
    });

    it('passing over some as long as there are others, and then to the first of these', () => {
      const { view } = opened();
      const passed =
        (...names: string[]) =>
        (entry: Entry) =>
          names.includes(entry.fileName);
      assert.equal(view.nextOpen(-1, passed('a.jpg')), 2);
      assert.equal(view.nextOpen(2, passed('a.jpg')), 2);
      assert.equal(view.nextOpen(0, passed('c.jpg')), 0);
      assert.equal(view.nextOpen(0, passed('a.jpg', 'c.jpg')), 0);
    });

    it('nowhere, where all is done', () => {
      const { view } = open({}, folder.map((name) => line(name, 'x', 'accepted')).join('\n'));
      assert.equal(view.nextOpen(-1), -1);
    });
  });
});
