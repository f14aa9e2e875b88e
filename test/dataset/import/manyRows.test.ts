import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLines } from '../../../src/dataset/document/document';
import { importedRow } from '../../../src/dataset/import/importedRow';
import { mergeImported } from '../../../src/dataset/import/mergeImported';
import { applyMends, mendedPieces } from '../../../src/dataset/document/mend';

describe('An import of very many rows', () => {
  const terms = { asSuggestions: false, model: '', now: new Date(0).toISOString() };
  const rows = Array.from({ length: 200_000 }, (_, at) =>
    importedRow(`${at}.jpg`, { image: `${at}.jpg`, text: `caption ${at} 🐕`, place: '' }, terms),
  );
  const before = '{"file_name":"first.jpg","text":"a cat"}\n';
  const { edits, added, preview } = mergeImported(before, rows, false);

  it('adds each of them, and shows the first', () => {
    assert.equal(added, rows.length);
    const lines = readLines(applyMends(before, edits));
    assert.deepEqual(lines.at(-1)?.row, rows.at(-1)?.row);
    assert.equal(lines.length, rows.length + 1);
    assert.deepEqual(
      preview.map((line) => readLines(line)[0].row),
      rows.slice(0, 10).map(({ row }) => row),
    );
  });

  it('is written in pieces that end with a line', () => {
    const pieces = [...mendedPieces(before, edits)];
    assert.ok(pieces.length > 5, `${pieces.length} pieces`);
    assert.ok(pieces.every((piece) => piece.endsWith('\n')));
    assert.equal(pieces.join(''), applyMends(before, edits));
  });
});

describe('The time of an imported caption', () => {
  const timeOf = (updated: string): string =>
    importedRow('a.jpg', { image: 'a.jpg', text: 'a dog', place: '', updated }, { ...terms }).row.updated;
  const terms = { asSuggestions: false, model: '', now: new Date(0).toISOString() };

  it('is written as all rows have it, whatever way the file writes it', () => {
    assert.equal(timeOf('2026-01-02T03:04:05.006Z'), '2026-01-02T03:04:05.006Z');
    assert.equal(timeOf('2026-01-02T03:04:05Z'), '2026-01-02T03:04:05.000Z');
    assert.equal(timeOf('2026-01-02T05:04:05.006+02:00'), '2026-01-02T03:04:05.006Z');
  });

  it('is that of the import where it is none', () => {
    for (const none of ['', 'yesterday', '2026-13-02T03:04:05.006Z', '2026-01-02T24:04:05.006Z']) {
      assert.equal(timeOf(none), '1970-01-01T00:00:00.000Z', none);
    }
  });
});
