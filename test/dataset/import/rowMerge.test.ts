import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLines } from '../../../src/dataset/document/document';
import { applyMends } from '../../../src/dataset/document/mend';
import { importedRow, type ImportedRow } from '../../../src/dataset/import/importedRow';
import type { ImportedCaption } from '../../../src/dataset/import/importedCaption';
import { previewed, RowMerge, type MergedLines } from '../../../src/dataset/import/rowMerge';

const terms = { asSuggestions: false, model: '', now: '2026-01-02T03:04:05.006Z' };

function imported(image: string, text: string, more: Partial<ImportedCaption> = {}): ImportedRow {
  return importedRow(image, { image, text, place: '', ...more }, terms);
}
const suggested = (image: string, text: string): ImportedRow =>
  imported(image, text, { status: 'suggested', model: 'm' });
const line = (image: string, row: object): string => `${JSON.stringify({ file_name: image, ...row })}\n`;

interface Merged extends MergedLines {
  /** The dataset afterwards, without what is appended. */
  text: string;
  appended: ImportedRow[];
}

function merged(text: string, rows: readonly ImportedRow[], overwrite = false): Merged {
  const appended: ImportedRow[] = [];
  const merge = new RowMerge(text, overwrite, (row) => appended.push(row));
  const images = new Set<string>();
  for (const row of rows) {
    merge.add(row, !images.has(row.row.fileName));
    images.add(row.row.fileName);
  }
  const outcome = merge.end();
  return { ...outcome, text: applyMends(text, outcome.edits), appended };
}

function captionsIn(text: string): unknown[] {
  return readLines(text).flatMap(({ row }) => (row ? [[row.fileName, row.text, row.suggestion, row.status]] : []));
}

describe('A caption that is imported for an image that has one', () => {
  const cases: { what: string; there: object; comes: ImportedRow[]; plain: string; overwriting: string }[] = [
    {
      what: "takes no person's place unless it is told to",
      ...{ there: { text: 'mine', status: 'edited' }, comes: [imported('a.jpg', 'theirs')] },
      ...{ plain: 'kept', overwriting: 'replaced' },
    },
    {
      what: 'takes no place of one without a status, which a person or another tool wrote',
      ...{ there: { text: 'mine' }, comes: [imported('a.jpg', 'theirs')] },
      ...{ plain: 'kept', overwriting: 'replaced' },
    },
    {
      what: 'takes the place of nothing but spaces',
      ...{ there: { text: ' ' }, comes: [imported('a.jpg', 'theirs')] },
      ...{ plain: 'replaced', overwriting: 'replaced' },
    },
    {
      what: "never takes a person's place as a suggestion",
      ...{ there: { text: 'mine', status: 'written' }, comes: [suggested('a.jpg', 'theirs')] },
      ...{ plain: 'kept', overwriting: 'kept' },
    },
    {
      what: 'takes an excluded image not in again',
      ...{ there: { text: '', status: 'excluded' }, comes: [imported('a.jpg', 'theirs')] },
      ...{ plain: 'kept', overwriting: 'replaced' },
    },
    {
      what: 'takes the place of a suggestion where a person wrote it',
      ...{ there: { text: 's', suggestion: 's', status: 'suggested' }, comes: [imported('a.jpg', 'theirs')] },
      ...{ plain: 'replaced', overwriting: 'replaced' },
    },
    {
      what: 'takes the place of the same suggestion where a person says so',
      ...{ there: { text: 's', suggestion: 's', status: 'suggested' }, comes: [imported('a.jpg', 's')] },
      ...{ plain: 'replaced', overwriting: 'replaced' },
    },
    {
      what: 'takes the place of another suggestion, as one, only if it is told to',
      ...{ there: { text: '', suggestion: 's', status: 'suggested' }, comes: [suggested('a.jpg', 'another')] },
      ...{ plain: 'kept', overwriting: 'replaced' },
    },
    {
      what: 'takes the place of a suggestion of nothing',
      ...{ there: { text: '', suggestion: ' ', status: 'suggested' }, comes: [suggested('a.jpg', 'another')] },
      ...{ plain: 'replaced', overwriting: 'replaced' },
    },
    {
      what: 'is there already where a person wrote the same',
      ...{ there: { text: 'mine', status: 'accepted' }, comes: [imported('a.jpg', 'mine')] },
      ...{ plain: 'same', overwriting: 'same' },
    },
    {
      what: 'is there already where a machine suggested the same',
      ...{ there: { text: '', suggestion: 's', status: 'suggested' }, comes: [suggested('a.jpg', 's')] },
      ...{ plain: 'same', overwriting: 'same' },
    },
    {
      what: 'is there already only if all of them are',
      ...{ there: { captions: ['one', 'two'] }, comes: [imported('a.jpg', 'two'), imported('a.jpg', 'three')] },
      ...{ plain: 'kept', overwriting: 'replaced' },
    },
    {
      what: 'is there already as one of several in a row',
      ...{ there: { captions: ['one', 'two'] }, comes: [imported('a.jpg', 'two'), imported('a.jpg', 'one')] },
      ...{ plain: 'same', overwriting: 'same' },
    },
    {
      what: 'takes no place of several in a row of which the first is empty',
      ...{ there: { captions: ['', 'two'] }, comes: [imported('a.jpg', 'theirs')] },
      ...{ plain: 'kept', overwriting: 'replaced' },
    },
    {
      what: 'takes no place of an object, which is no sentence',
      ...{ there: { text: { short: 'mine' } }, comes: [imported('a.jpg', 'theirs')] },
      ...{ plain: 'kept', overwriting: 'kept' },
    },
    {
      what: 'takes no place as an object',
      ...{ there: { text: 'mine' }, comes: [imported('a.jpg', '{"short":"theirs"}', { isStructured: true })] },
      ...{ plain: 'kept', overwriting: 'kept' },
    },
    {
      what: 'takes no place as an object among sentences',
      there: { text: 'mine', status: 'suggested' },
      comes: [imported('a.jpg', 'theirs'), imported('a.jpg', '{"short":"theirs"}', { isStructured: true })],
      ...{ plain: 'kept', overwriting: 'kept' },
    },
  ];

  for (const { what, there, comes, plain, overwriting } of cases)
    it(what, () => {
      const before = line('a.jpg', there);
      for (const [overwrite, expected] of [
        [false, plain],
        [true, overwriting],
      ] as const) {
        const { added, replaced, same, kept, text, appended } = merged(before, comes, overwrite);
        const outcome = { kept: kept.length, replaced, same };
        assert.deepEqual(outcome, { kept: 0, replaced: 0, same: 0, [expected]: 1 }, `overwrite: ${overwrite}`);
        assert.equal(added, 0);
        if (expected !== 'replaced') assert.deepEqual([text, appended], [before, []]);
      }
    });
});

describe('Rows that are put into a dataset', () => {
  it('stand in the place of those that they replace, and what is left of these goes', () => {
    const before =
      line('a.jpg', { text: 'one', status: 'suggested', n: 1 }) +
      line('b.jpg', { text: 'b', status: 'written' }) +
      line('a.jpg', { text: 'two', status: 'suggested', n: 2 });
    const fewer = merged(before, [imported('a.jpg', 'new')]);
    assert.deepEqual(captionsIn(fewer.text), [
      ['a.jpg', 'new', '', 'written'],
      ['b.jpg', 'b', '', 'written'],
    ]);
    assert.match(fewer.text, /^\{[^\n]*"n":1/);
    const more = merged(
      before,
      ['x', 'y', 'z'].map((text) => imported('a.jpg', text)),
    );
    assert.deepEqual(
      captionsIn(more.text).map((row) => (row as string[])[1]),
      ['x', 'b', 'y'],
    );
    assert.deepEqual(
      more.appended.map(({ row }) => row.text),
      ['z'],
    );
    assert.deepEqual([more.replaced, more.added], [1, 0]);
  });

  it('leave all other lines as they are, byte for byte, and their order', () => {
    const before = `broken\r\n{"text": "mine",  "file_name": "c.jpg"}\r\n\r\n${line('a.jpg', { text: '' })}// end`;
    const { text, edits } = merged(before, [imported('a.jpg', 'new')]);
    const [start, end] = [before.indexOf('{"file_name":"a.jpg"'), before.indexOf('\n// end')];
    assert.ok(text.startsWith(before.slice(0, start)) && text.endsWith(before.slice(end)), text);
    assert.equal(edits.length, 1);
  });

  it('are edits in the order of places, in whichever order they come', () => {
    const names = ['a.jpg', 'b.jpg', 'c.jpg'];
    const before = names.map((name) => line(name, { text: '' })).join('');
    const { text } = merged(
      before,
      names.toReversed().map((name) => imported(name, `of ${name}`)),
    );
    assert.deepEqual(
      captionsIn(text),
      names.map((name) => [name, `of ${name}`, '', 'written']),
    );
  });

  it('keep beside a new caption what a machine had suggested before, unless they bring a suggestion themselves', () => {
    const before = line('a.jpg', { text: '', suggestion: 'old', status: 'suggested', model: 'before' });
    assert.deepEqual(captionsIn(merged(before, [imported('a.jpg', 'new')]).text), [['a.jpg', 'new', 'old', 'written']]);
    const bringing = imported('a.jpg', 'new', { suggestion: 'theirs', model: 'm' });
    const { text } = merged(before, [bringing]);
    assert.deepEqual(captionsIn(text), [['a.jpg', 'new', 'theirs', 'edited']]);
    assert.match(text, /"model":"m"/);
  });

  it('make one caption of several in a row where these are to be overwritten', () => {
    const before = line('a.jpg', { captions: ['one', 'two'], n: 1 });
    const { text } = merged(before, [imported('a.jpg', 'new')], true);
    assert.deepEqual(captionsIn(text), [['a.jpg', 'new', '', 'written']]);
    assert.doesNotMatch(text, /one|two/);
    assert.match(text, /"n":1/);
  });

  it('are given on at once where their image has no row, and each such image counts once', () => {
    const rows = [imported('b.jpg', 'one'), imported('b.jpg', 'two'), imported('c.jpg', 'three')];
    for (const before of ['', line('a.jpg', { text: 'mine' })]) {
      const given: string[] = [];
      const merge = new RowMerge(before, false, ({ row }) => given.push(row.text));
      rows.forEach((row, at) => {
        merge.add(row, at !== 1);
        assert.equal(given.length, at + 1);
      });
      assert.deepEqual(given, ['one', 'two', 'three']);
      assert.equal(merge.end().added, 2);
    }
  });

  it('are found by their image, however that is written', () => {
    const { replaced, appended } = merged(line('./caf\u00e9.jpg', { text: '' }), [imported('cafe\u0301.jpg', 'new')]);
    assert.deepEqual([replaced, appended.length], [1, 0]);
  });

  it('are shown as they will stand there: the first ten, those in place of others before those behind them', () => {
    const there = Array.from({ length: 3 }, (_, at) => line(`${at}.jpg`, { text: '' })).join('');
    const comes = Array.from({ length: 20 }, (_, at) =>
      imported(`${19 - at}.jpg`, `of ${19 - at}`, { others: { n: at } }),
    );
    const { preview } = merged(there, comes);
    assert.equal(preview.length, previewed);
    assert.deepEqual(
      preview.map((text) => (captionsIn(text)[0] as string[])[0]),
      [2, 1, 0, 19, 18, 17, 16, 15, 14, 13].map((at) => `${at}.jpg`),
    );
    assert.match(preview.at(-1) ?? '', /"n":6\}$/);
    const none = merged(line('a.jpg', { text: '' }) + line('a.jpg', { text: '' }), [imported('a.jpg', 'x')]);
    assert.equal(none.preview.length, 1, 'what goes is not shown');
    const many = Array.from({ length: 12 }, (_, at) => `${at}.jpg`);
    const all = merged(
      many.map((name) => line(name, { text: '' })).join(''),
      many.map((name) => imported(name, 'x')),
    );
    assert.equal(all.preview.length, previewed);
  });

  it('have the same keys, all that some of them bring', () => {
    const rows = [imported('a.jpg', 'x', { others: { n: 1 } }), imported('b.jpg', 'y', { others: { note: 'z' } })];
    assert.deepEqual(
      [...merged('', rows).keys],
      [
        ['n', null],
        ['note', ''],
      ],
    );
  });
});
