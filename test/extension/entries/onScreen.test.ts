import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ChunkedList } from '../../../src/dataset/list/chunkedList';
import type { Entry } from '../../../src/dataset/list/entry';
import { OnScreen } from '../../../src/extension/entries/onScreen';
import { TextDocument } from '../../dataset/list/textDocument';

describe('The entries that a webview shows', () => {
  const names = Array.from({ length: 100 }, (_, at) => `${String(at).padStart(3, '0')}.jpg`);
  const open = (): { list: ChunkedList<Entry>; all: Entry[]; screen: OnScreen } => {
    const all = [...new TextDocument('', names).index.entries];
    return { list: new ChunkedList(all), all, screen: new OnScreen() };
  };

  it('are told of as far as the list goes', () => {
    const { screen } = open();
    screen.show(97, 10);
    assert.deepEqual(screen.places(100), [97, 98, 99]);
    assert.deepEqual(screen.places(50), []);
  });

  it('are those on screen where the selected one is among them, and guessed around it otherwise', () => {
    const { screen } = open();
    const around = (selected: number, length = 100): [number | undefined, number | undefined] => {
      const places = screen.placesWith(selected, length);
      return [places.at(0), places.at(-1)];
    };
    assert.deepEqual(around(0), [0, 19]);
    assert.deepEqual(around(50), [30, 69]);
    assert.deepEqual(around(95), [75, 99]);
    screen.show(40, 10);
    assert.deepEqual(around(40), [40, 49]);
    assert.deepEqual(around(49), [40, 49]);
    assert.deepEqual(around(50), [30, 69]);
    assert.deepEqual(around(39), [19, 58]);
  });

  it('are the same as long as all of them, and the selected one, stand where they stood', () => {
    const { list, all, screen } = open();
    screen.show(10, 3);
    screen.remember(list, 50);
    assert.ok(screen.isSame(list));
    list.remove(all[99]);
    assert.ok(screen.isSame(list), 'it is not on screen');
    list.remove(all[50]);
    assert.ok(!screen.isSame(list), 'another is selected');
    screen.remember(list, 0);
    list.remove(all[12]);
    assert.ok(!screen.isSame(list), 'the last on screen is another one');
  });

  it('move with the selected one where that is on screen', () => {
    const { list, all, screen } = open();
    screen.show(10, 5);
    screen.remember(list, 12);
    list.remove(all[0]);
    list.remove(all[11]);
    assert.equal(screen.shift(list), -2);
  });

  it('move with the first of them that is still there where the selected one is elsewhere, or gone', () => {
    const { list, all, screen } = open();
    screen.show(10, 5);
    screen.remember(list, 9);
    list.remove(all[8]);
    list.remove(all[10]);
    assert.equal(screen.shift(list), -2, 'the selected one, just above, moved by one only');
    screen.remember(list, 15);
    list.remove(all[0]);
    assert.equal(screen.shift(list), -1);
    const again = open();
    again.screen.show(10, 5);
    again.screen.remember(again.list, 14);
    again.list.remove(again.all[14]);
    again.list.remove(again.all[3]);
    assert.equal(again.screen.shift(again.list), -1);
  });

  it('move with the selected one also where that is the last of them, and not where it is just below', () => {
    for (const [selected, moved] of [
      [14, -1],
      [15, 0],
    ]) {
      const { list, all, screen } = open();
      screen.show(10, 5);
      screen.remember(list, selected);
      list.remove(all[12]);
      assert.equal(screen.shift(list), moved);
    }
  });

  it('move also to the very top', () => {
    const { list, all, screen } = open();
    screen.show(1, 2);
    screen.remember(list, 1);
    list.remove(all[0]);
    assert.equal(screen.shift(list), -1);
  });

  it('are guessed also where nothing was said to be on screen', () => {
    const { screen } = open();
    screen.show(0, 0);
    assert.equal(screen.placesWith(0, 100).length, 20);
  });

  it('move with the selected one while it is not known what is on screen', () => {
    const { list, all, screen } = open();
    screen.remember(list, 7);
    list.remove(all[2]);
    assert.equal(screen.shift(list), -1);
  });

  it('stay where none of them is left, and above the first there is nothing', () => {
    const { list, all, screen } = open();
    screen.show(10, 2);
    screen.remember(list, 10);
    for (const entry of all.slice(10, 12)) list.remove(entry);
    assert.equal(screen.shift(list), 0);
    screen.move(3);
    assert.deepEqual(screen.places(100), [13, 14]);
    screen.move(-20);
    assert.deepEqual(screen.places(100), [0, 1]);
  });
});
