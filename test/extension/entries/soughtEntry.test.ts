import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { IndexChange } from '../../../src/dataset/list/datasetIndex';
import type { Entry } from '../../../src/dataset/list/entry';
import { EntryView } from '../../../src/dataset/list/entryView';
import { changedPlace } from '../../../src/extension/entries/changedPlace';
import { SoughtEntry } from '../../../src/extension/entries/soughtEntry';
import { line, TextDocument } from '../../dataset/list/textDocument';

const known = { confidence: () => undefined, suggested: () => '', isShort: () => false, tokens: () => undefined };
const done = (name: string): string => line(name, 'a dog', 'written');

function open(lines: readonly string[], images: readonly string[] = []): { document: TextDocument; view: EntryView } {
  const document = new TextDocument([...lines, ''].join('\n'), images);
  return { document, view: new EntryView(document.index, known) };
}

describe('Where an editor begins', () => {
  const images = ['a.jpg', 'b.jpg', 'c.jpg'];

  it('is the entry where the person was, as soon as that is listed', () => {
    const { document, view } = open([done('a.jpg'), done('b.jpg')]);
    const key = open([done('c.jpg')]).document.keys[0];
    const sought = new SoughtEntry(view, document.index);
    sought.seek(key);
    assert.deepEqual([sought.find(), sought.entry, sought.isSeeking], [-1, undefined, true]);
    const change = document.append(`${done('c.jpg')}\n`);
    view.update(change);
    assert.equal(sought.entry?.fileName, 'c.jpg');
    assert.equal(sought.find(change), 2);
    assert.deepEqual([sought.isSeeking, sought.find(), sought.entry], [false, -1, undefined]);
  });

  it('is the first that waits for a decision where nobody was there before', () => {
    const { document, view } = open([done('a.jpg')], images);
    const sought = new SoughtEntry(view, document.index);
    assert.deepEqual([sought.isSeeking, sought.find()], [false, -1]);
    sought.seek(undefined);
    assert.equal(sought.entry, undefined);
    assert.equal(sought.find(), 1);
    assert.equal(sought.isSeeking, false);
  });

  it('is looked for again only when something comes that waits', () => {
    const { document, view } = open([done('a.jpg')]);
    const sought = new SoughtEntry(view, document.index);
    sought.seek(undefined);
    const nothing = document.append(`${done('b.jpg')}\nbroken\n`);
    view.update(nothing);
    assert.equal(sought.find(nothing), -1);
    const change = document.append(`${line('0.jpg', '')}\n`);
    view.update(change);
    assert.ok(sought.find(change) >= 0);
  });

  it('is the first that waits once all is listed and the one that was sought is not there', () => {
    const { document, view } = open([done('a.jpg')], images);
    const sought = new SoughtEntry(view, document.index);
    sought.seek('gone.jpg');
    assert.equal(sought.findAtLast(), 1);
    assert.equal(sought.isSeeking, false);
    sought.seek(document.keys[2]);
    assert.equal(sought.findAtLast(), 2);
    assert.equal(sought.findAtLast(), -1);
  });

  it('may be the very first', () => {
    const { document, view } = open([], images);
    const sought = new SoughtEntry(view, document.index);
    sought.seek(undefined);
    assert.equal(sought.find(), 0);
    assert.equal(sought.isSeeking, false);
    const written = open([done('a.jpg')], images);
    const again = new SoughtEntry(written.view, written.document.index);
    again.seek(written.document.keys[0]);
    assert.equal(again.findAtLast(), 0, 'the person was there, and it is no longer open');
  });

  it('is sought no longer once all is listed, also where nothing waits', () => {
    const { document, view } = open([done('a.jpg')]);
    const sought = new SoughtEntry(view, document.index);
    sought.seek(undefined);
    assert.equal(sought.findAtLast(), -1);
    assert.equal(sought.isSeeking, false);
  });

  it('is nowhere once nothing is sought any more', () => {
    const { document, view } = open([], images);
    const sought = new SoughtEntry(view, document.index);
    sought.seek(undefined);
    sought.end();
    assert.deepEqual([sought.isSeeking, sought.find()], [false, -1]);
  });
});

describe('The place of what changed', () => {
  const changeOf = ({ added, removed, changed }: Partial<Record<keyof IndexChange, Entry[]>>): IndexChange => ({
    added: new Set(added),
    removed: new Set(removed),
    changed: new Set(changed),
  });

  it('is that of the image, of the caption that is preferred where it is one of several', () => {
    const { document, view } = open([done('a.jpg'), done('b.jpg'), done('b.jpg')]);
    const [, first, second] = [...document.index.entries];
    assert.equal(changedPlace(changeOf({ changed: [first, second] }), view.entries, second), 2);
    assert.equal(changedPlace(changeOf({ changed: [first, second] }), view.entries, undefined), 1);
    assert.equal(
      changedPlace(
        changeOf({ changed: [document.index.entries.at(0)].flatMap((entry) => entry ?? []) }),
        view.entries,
        undefined,
      ),
      0,
    );
    assert.equal(changedPlace(changeOf({ removed: [first], added: [second] }), view.entries, undefined), 2);
  });

  it('is nowhere where several images changed, none did, or what changed is a broken line', () => {
    const { document, view } = open([done('a.jpg'), done('b.jpg'), 'broken']);
    const [a, b, broken] = [...document.index.entries];
    for (const changed of [[a, b], [], [broken]])
      assert.equal(changedPlace(changeOf({ changed }), view.entries, a), -1);
  });

  it('is that of another caption of the image where the changed one is not shown', () => {
    const { document, view } = open([done('a.jpg'), done('b.jpg'), done('b.jpg')]);
    const [, first, second] = [...document.index.entries];
    view.entries.remove(first);
    assert.equal(changedPlace(changeOf({ removed: [first] }), view.entries, undefined), 1);
    view.entries.remove(second);
    assert.equal(changedPlace(changeOf({ removed: [first] }), view.entries, undefined), -1);
  });
});
