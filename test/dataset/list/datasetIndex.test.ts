import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DatasetIndex, type IndexChange } from '../../../src/dataset/list/datasetIndex';
import { isDone, type Entry } from '../../../src/dataset/list/entry';
import type { TextChange } from '../../../src/dataset/list/textChange';
import { fill, line, TextDocument } from './textDocument';
import '../../harness/propertySeed';

const folder = ['a.jpg', 'b.jpg', 'sub/c.jpg'];
const someLine = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('a.jpg', './a.jpg', 'b.jpg', 'gone.jpg', 'sub/c.jpg'),
      fc.constantFrom('', 'x', 'y'),
      fc.constantFrom('', 'accepted', 'suggested', 'excluded'),
    )
    .map(([fileName, text, status]) => line(fileName, text, status)),
  fc.constantFrom('', 'broken', '{"file_name":"a'),
);
const someText = fc.array(someLine, { maxLength: 6 }).map((lines) => lines.join('\n'));
const somePlace = fc.tuple(fc.nat(), fc.nat());

function describeIndex(index: DatasetIndex): unknown {
  return {
    entries: [...index.entries].map((entry) => [
      entry.group ? [entry.group.key, entry.group.entries.indexOf(entry)] : 'broken',
      index.lineNumber(entry),
      entry.row?.text,
      entry.problem,
    ]),
    counts: index.counts,
    images: index.images,
  };
}

describe('The index of a dataset', () => {
  it('is after any changes what it would be if everything were read again', () => {
    fc.assert(
      fc.property(someText, fc.array(fc.tuple(somePlace, somePlace, someText, fc.boolean())), (text, edits) => {
        const document = new TextDocument(text, folder);
        for (const [one, other, inserted, isWhole] of edits) {
          document.replace(changeOf(document, one, other, inserted, isWhole));
          const fresh = new DatasetIndex(document);
          fill(fresh, folder);
          assert.deepEqual(describeIndex(document.index), describeIndex(fresh));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same when the changes come while the lines are still being read', () => {
    const someEdits = fc.array(fc.tuple(somePlace, somePlace, someText, fc.boolean(), fc.nat({ max: 3 })));
    fc.assert(
      fc.property(someText, someEdits, (text, edits) => {
        const document = new TextDocument(text, folder, 0);
        for (const [one, other, inserted, isWhole, read] of edits) {
          document.index.readNext(read);
          document.replace(changeOf(document, one, other, inserted, isWhole));
        }
        fill(document.index, folder);
        assert.deepEqual(describeIndex(document.index), describeIndex(new TextDocument(document.text, folder).index));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same when several changes come at once, and tells of all of them what came, went and is another now', () => {
    const someEdit = fc.tuple(somePlace, somePlace, someText, fc.boolean());
    fc.assert(
      fc.property(someText, fc.array(fc.array(someEdit, { maxLength: 4 }), { maxLength: 4 }), (text, batches) => {
        const document = new TextDocument(text, folder);
        for (const edits of batches) {
          const before = shownOf(document.index);
          const changes = edits.map(([one, other, inserted, isWhole]) => {
            const change = changeOf(document, one, other, inserted, isWhole);
            document.changeAlone(change);
            return change;
          });
          assertTold(document.index.apply(changes), before, shownOf(document.index));
          assert.deepEqual(describeIndex(document.index), describeIndex(new TextDocument(document.text, folder).index));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads all anew where the document is another than what the changes made of it', () => {
    const document = new TextDocument([line('a.jpg', 'x'), line('b.jpg', 'y')].join('\n'), folder);
    const place = { line: 1, character: 0 };
    document.changeAlone({ start: place, end: place, text: `${line('a.jpg', 'z')}\n` });
    const [far, further] = [7, 9].map((line) => ({ line, character: 0 }));
    const readAgain: (() => IndexChange)[] = [
      () => document.index.apply([{ start: far, end: further, text: '' }]),
      () => document.index.readAnew(),
    ];
    for (const read of readAgain) {
      const before = shownOf(document.index);
      assertTold(read(), before, shownOf(document.index));
      assert.deepEqual(describeIndex(document.index), describeIndex(new TextDocument(document.text, folder).index));
      document.changeAlone({ start: place, end: place, text: `${line('gone.jpg', 'w')}\n${line('b.jpg', 'v')}\n` });
      document.changeAlone({ start: { line: 0, character: 0 }, end: { line: 2, character: 0 }, text: '' });
    }
  });

  it('reads no line twice when a change reaches into those that have not been read', () => {
    const names = Array.from({ length: 9 }, (_, at) => `${at}.jpg`);
    const document = new TextDocument(names.map((name) => line(name, 'x')).join('\n'), [], 4);
    const [start, end] = [3, 5].map((line) => ({ line, character: 0 }));
    document.replace({ start, end, text: `${line('3.jpg', 'y')}\n${line('4.jpg', 'y')}\n` });
    const read: number[] = [];
    const lineAt = document.lineAt.bind(document);
    document.lineAt = (number) => {
      read.push(number);
      return lineAt(number);
    };
    document.index.readNext(9);
    assert.deepEqual(read, [5, 6, 7, 8]);
  });

  it('has of the several captions of a row those that are not its text: each once, and none of spaces alone', () => {
    const captions = ['A dog', 'a hound', ' ', 'a puppy', 'a hound', 'A dog'];
    const rows = [
      { file_name: 'a.jpg', captions },
      { file_name: 'b.jpg', captions: ['A cat'] },
    ];
    const { index } = new TextDocument(rows.map((row) => JSON.stringify(row)).join('\n'), folder);
    assert.deepEqual(index.find('a.jpg 0')?.others, ['a hound', 'a puppy']);
    assert.deepEqual(index.find('b.jpg 0')?.others, []);
  });

  it('reads no line twice when lines come or go while the rest is still being read', () => {
    const document = new TextDocument(
      ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'].map((name) => line(name, 'x')).join('\n'),
      [],
      0,
    );
    document.index.readNext(2);
    document.replace({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 }, text: '' });
    assert.equal(document.index.readNext(1).added.size, 1);
    assert.deepEqual(document.keys, ['b.jpg 0', 'c.jpg 0']);
  });

  it('has the images in the order of paths, each with its rows, then broken lines', () => {
    const text = [line('gone.jpg', 'x'), line('b.jpg', 'first'), 'broken', line('./b.jpg', 'second')].join('\n');
    const document = new TextDocument(text, ['a.jpg', 'b.jpg', 'z.jpg']);
    assert.deepEqual(document.keys.slice(0, -1), ['a.jpg 0', 'b.jpg 0', 'b.jpg 1', 'gone.jpg 0', 'z.jpg 0']);
    assert.match(document.keys.at(-1) ?? '', /^line /);
  });

  it('takes composed and decomposed accents for the same image', () => {
    const document = new TextDocument(line('caf\u00e9.jpg', 'x'), ['cafe\u0301.jpg']);
    const entries = [...document.index.entries];
    assert.equal(entries.length, 1);
    assert.equal(entries[0].row?.text, 'x');
  });

  it('counts each state, and an emptied caption as one that is to be done again', () => {
    const text = [
      line('a.jpg', 'x', 'accepted'),
      line('b.jpg', '', 'excluded'),
      line('c.jpg', ' ', 'edited'),
      line('d.jpg', 'x', 'suggested'),
      line('e.jpg', 'x'),
      'broken',
    ].join('\n');
    const { index } = new TextDocument(text, ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    const { todo, suggested, accepted, excluded, captioned, broken, problem, edited } = index.counts;
    assert.deepEqual([todo, suggested, accepted, excluded, captioned, broken, edited], [1, 1, 1, 1, 1, 1, 0]);
    assert.equal(problem, 2, 'the broken line, and e.jpg, which is not there');
    assert.equal([...index.entries].filter(isDone).length, 3);
  });

  it('counts an image once, however many captions it has, and as decided when one of them is', () => {
    const document = new TextDocument(
      [line('a.jpg', 'x', 'accepted'), line('a.jpg', 'y', 'written'), line('a.jpg', '', 'written')].join('\n'),
      ['a.jpg', 'b.jpg'],
    );
    assert.deepEqual(document.index.images, { total: 2, decided: 1 });
    document.append(`\n${line('b.jpg', 'x', 'suggested')}\n${line('b.jpg', '', 'excluded')}`);
    assert.deepEqual(document.index.images, { total: 2, decided: 2 });
    document.replace({ start: { line: 0, character: 0 }, end: { line: 2, character: 0 }, text: '' });
    assert.deepEqual(document.index.images, { total: 2, decided: 1 });
  });

  it('counts and shows the same images as those with a problem, also when none but a damaged one is', () => {
    const document = new TextDocument('', folder);
    const damaged = document.index.find('b.jpg 0')?.group;
    assert.ok(damaged);
    document.index.setFailed(damaged, true);
    assert.equal(document.index.counts.problem, 1);
    assert.deepEqual(
      [...document.index.entries].filter(({ hasProblem }) => hasProblem).map(({ fileName }) => fileName),
      ['b.jpg'],
    );
    document.index.setFailed(damaged, false);
    assert.equal(document.index.counts.problem, 0);
  });

  it('counts captions that are much shorter than the others as problems, once each, and not what is begun or excluded', () => {
    const usual = Array.from({ length: 24 }, (_, at) =>
      line(`${at}.jpg`, 'a dog runs over the green grass', 'written'),
    );
    const short = [
      ...[line('m.jpg', 'M', 'edited'), line('n.jpg', 'N', 'edited'), line('o.jpg', 'O', 'excluded')],
      line('p.jpg', 'P', 'suggested'),
    ];
    const names = ['m', 'n', 'o', 'p', ...usual.keys()].map((name) => `${name}.jpg`);
    const { index } = new TextDocument([...usual, ...short].join('\n'), names);
    assert.equal(index.counts.problem, 2);
    const shortOnes = (): string[] => [...index.entries].filter((e) => index.short.has(e)).map((e) => e.fileName);
    assert.deepEqual(shortOnes(), ['m.jpg', 'n.jpg']);
    const [m, n] = ['m.jpg 0', 'n.jpg 0'].map((key) => index.find(key));
    assert.ok(m?.group && n);
    index.setFailed(m.group, true);
    assert.equal(index.counts.problem, 2);
    index.setDraft(n, 'N and m');
    assert.equal(index.counts.problem, 1);
    assert.deepEqual(shortOnes(), ['m.jpg']);
  });

  it('tells which entries have become too short beside the others, or are no more', () => {
    const long = (at: number): string => line(`${at}.jpg`, 'a dog runs over the green grass', 'written');
    const document = new TextDocument(
      [line('m.jpg', 'M', 'edited'), ...Array.from({ length: 18 }, (_, at) => long(at))].join('\n'),
    );
    const last = document.append(`\n${long(20)}`);
    assert.ok([...last.changed].some(({ fileName }) => fileName === 'm.jpg'));
    const end = { line: 19, character: document.lineAt(19).length };
    const gone = document.replace({ start: { line: 19, character: 0 }, end, text: '' });
    assert.ok([...gone.changed].some(({ fileName }) => fileName === 'm.jpg'));
  });

  it('lists the folders with how many entries they and their subfolders have, as images come and go', () => {
    const document = new TextDocument('', ['a.jpg', 'sub/b.jpg', 'sub/deep/c.jpg', 'sub2/d.jpg']);
    const folders = (): unknown => document.index.folders.list.map(({ folder, count }) => [folder, count]);
    assert.deepEqual(folders(), [
      ['.', 1],
      ['sub', 2],
      ['sub/deep', 1],
      ['sub2', 1],
    ]);
    const { version } = document.index.folders;
    document.append(line('sub/b.jpg', 'x'));
    assert.equal(document.index.folders.version, version, 'a caption changes no folder');
    document.append(`\n${line('sub/b.jpg', 'y')}\n${line('../outside.jpg', 'z')}`);
    document.index.keepImages(new Set(['a.jpg', 'sub/b.jpg']));
    assert.deepEqual(folders(), [
      ['.', 1],
      ['sub', 2],
    ]);
    assert.deepEqual(new TextDocument('', ['a.jpg', 'b.jpg']).index.folders.list, []);
  });

  it('keeps the entry of an image when its row comes, changes and goes', () => {
    const document = new TextDocument('', folder);
    const entry = document.index.find('b.jpg 0');
    document.append(`${line('b.jpg', 'x')}\n`);
    assert.equal(document.index.find('b.jpg 0'), entry);
    assert.equal(entry?.row?.text, 'x');
    const change = document.replace({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 }, text: '' });
    assert.deepEqual([[...(change?.changed ?? [])], entry?.row], [[entry], undefined]);
  });

  it('tells of any change what came, what went and what is another now, and of nothing else', () => {
    fc.assert(
      fc.property(someText, fc.array(fc.tuple(somePlace, somePlace, someText, fc.boolean())), (text, edits) => {
        const document = new TextDocument(text, folder);
        for (const [one, other, inserted, isWhole] of edits) {
          const before = shownOf(document.index);
          const change = document.replace(changeOf(document, one, other, inserted, isWhole));
          assertTold(change, before, shownOf(document.index));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells what comes and goes with the images of the folder, which may come back', () => {
    const document = new TextDocument(line('b.jpg', 'x'), [], 1);
    const { index } = document;
    const told = (change: () => IndexChange): void => {
      const before = shownOf(index);
      assertTold(change(), before, shownOf(index));
    };
    told(() => index.addImages(['a.jpg', 'b.jpg', 'c.jpg'], new Set()));
    told(() => index.keepImages(new Set(['a.jpg'])));
    assert.deepEqual(index.images, { total: 2, decided: 1 });
    assert.equal(index.counts.problem, 1, 'b.jpg has a row, and is not there');
    told(() => index.addImages(['b.jpg', 'c.jpg'], new Set()));
    assert.deepEqual(document.keys, ['a.jpg 0', 'b.jpg 0', 'c.jpg 0']);
    assert.equal(index.counts.problem, 0);
  });

  it('tells nothing of what it is told twice', () => {
    const { index } = new TextDocument(line('b.jpg', 'x'), folder);
    const entry = index.find('b.jpg 0');
    assert.ok(entry?.group);
    const { group } = entry;
    const changes = [
      () => index.setFailed(group, true),
      () => index.setDraft(entry, 'x y'),
      () => index.addImages(['new.jpg'], new Set()),
    ];
    for (const change of changes) {
      assert.equal(
        change().changed.size + change().changed.size + change().added.size,
        changes.indexOf(change) < 2 ? 1 : 0,
      );
    }
  });

  it('takes no image for missing before the folder has been listed', () => {
    const { index } = new TextDocument(line('b.jpg', 'x'), [], 1);
    assert.equal(index.counts.problem, 0);
    index.keepImages(new Set());
    assert.equal(index.counts.problem, 1);
  });

  it('tells of what is added that it was added, not that it changed, also where it is too short beside the others', () => {
    const long = (at: number): string => line(`${at}.jpg`, 'a dog runs over the green grass', 'written');
    const document = new TextDocument(Array.from({ length: 19 }, (_, at) => long(at)).join('\n'));
    const { added, changed } = document.append(`\n${line('m.jpg', 'M', 'edited')}`);
    const names = (entries: Set<Entry>): string[] => [...entries].map(({ fileName }) => fileName);
    assert.deepEqual([names(added), names(changed)], [['m.jpg'], ['18.jpg']]);
    assert.ok([...added].every((entry) => document.index.short.has(entry)));
  });

  it('finds a line that is no row by its key', () => {
    const document = new TextDocument(['broken', line('b.jpg', 'x'), 'broken, too'].join('\n'), folder);
    const keys = document.keys.filter((key) => key.startsWith('line '));
    assert.deepEqual(
      keys.map((key) => document.index.find(key)?.key),
      keys,
    );
    assert.equal(keys.length, 2);
    assert.equal(document.index.find('line 0'), undefined);
  });

  it('keeps the key of a caption when one before it goes, and gives no key twice', () => {
    const document = new TextDocument(['one', 'two', 'three'].map((text) => line('b.jpg', text)).join('\n'), folder);
    const textOf = (key: string): string | undefined => document.index.find(key)?.row?.text;
    document.replace({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 }, text: '' });
    document.append(`\n${line('b.jpg', 'four')}`);
    assert.deepEqual(['b.jpg 0', 'b.jpg 1', 'b.jpg 2', 'b.jpg 3'].map(textOf), [undefined, 'two', 'three', 'four']);
    assert.equal(document.index.findAgain('b.jpg 0')?.row?.text, 'two');
  });

  it('reads only the line that an edit touches', () => {
    const many = Array.from({ length: 3000 }, (_, at) => line(`${at}.jpg`, 'x')).join('\n');
    const document = new TextDocument(many);
    const read: number[] = [];
    const lineAt = document.lineAt.bind(document);
    document.lineAt = (number) => {
      read.push(number);
      return lineAt(number);
    };
    document.replace({ start: { line: 1500, character: 0 }, end: { line: 1500, character: 0 }, text: ' ' });
    assert.deepEqual(read, [1500]);
  });
});

/** What the list shows of each entry. */
function shownOf(index: DatasetIndex): Map<Entry, string> {
  const shown = ({ row, problem, hasProblem, group, others }: Entry): string =>
    JSON.stringify([row, problem, hasProblem, group?.isThere, others]);
  return new Map([...index.entries].map((entry) => [entry, shown(entry)]));
}

function assertTold(
  { added, removed, changed }: IndexChange,
  before: Map<Entry, string>,
  now: Map<Entry, string>,
): void {
  for (const entry of new Set([...before.keys(), ...now.keys(), ...added, ...removed, ...changed])) {
    assert.equal(added.has(entry), !before.has(entry) && now.has(entry), entry.key);
    assert.equal(removed.has(entry), before.has(entry) && !now.has(entry), entry.key);
    if (changed.has(entry)) assert.ok(before.has(entry) && now.has(entry), entry.key);
    else if (before.has(entry) && now.has(entry)) assert.equal(now.get(entry), before.get(entry));
  }
}

function changeOf(
  document: TextDocument,
  one: readonly [number, number],
  other: readonly [number, number],
  text: string,
  isWhole: boolean,
): TextChange {
  const places = [one, other].map(([line, character]) => {
    const at = line % document.lineCount;
    return { line: at, character: isWhole ? 0 : character % (document.lineAt(at).length + 1) };
  });
  const [start, end] = places.sort((a, b) => a.line - b.line || a.character - b.character);
  return { start, end, text: isWhole && text !== '' ? `${text}\n` : text };
}
