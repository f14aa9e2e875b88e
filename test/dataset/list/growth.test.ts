import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { charactersParsed, tenfold } from '../../harness/countedWork';
import { line, TextDocument } from './textDocument';

/** Counts the lines that somebody reads. */
class CountedDocument extends TextDocument {
  read = 0;

  override lineAt(at: number): string {
    this.read++;
    return super.lineAt(at);
  }
}

const names = (rows: number): string[] =>
  Array.from({ length: rows }, (_, row) => `folder/${String(row).padStart(5, '0')}.jpg`);
const opened = (rows: number): CountedDocument => {
  const fileNames = names(rows);
  return new CountedDocument(fileNames.map((name) => line(name, 'a caption', 'accepted')).join('\n'), fileNames);
};

describe('In a dataset with ten times the rows, the index of what the editor lists', () => {
  it('reads each line once', async () => {
    const [small, large] = [names(1_000), names(10_000)];
    const parsed = async (fileNames: string[]): Promise<number> => {
      const text = fileNames.map((name) => line(name, 'a caption', 'accepted')).join('\n');
      return charactersParsed(() => new TextDocument(text, fileNames));
    };
    const [few, many] = [await parsed(small), await parsed(large)];
    assert.ok(few > 0 && many <= tenfold * few, `${few}, and ${many} of ten times as many`);
  });

  it('follows an edit with no more work than before: it reads the line that was edited, and no other', async () => {
    for (const rows of [1_000, 10_000]) {
      const document = opened(rows);
      document.read = 0;
      const middle = rows / 2;
      const character = line(names(rows)[middle], 'a').length - 2;
      const parsed = await charactersParsed(() =>
        document.replace({ start: { line: middle, character }, end: { line: middle, character }, text: 'n old' }),
      );
      assert.equal(document.read, 1, `of ${rows} rows`);
      assert.ok(parsed < 2 * document.lines[middle].length, `${parsed} characters`);
    }
  });

  it('follows a row that is added, and one that goes, in the same way', () => {
    for (const rows of [1_000, 10_000]) {
      const document = opened(rows);
      document.read = 0;
      document.append(`\n${line('new.jpg', 'x')}`);
      document.replace({ start: { line: 10, character: 0 }, end: { line: 11, character: 0 }, text: '' });
      assert.ok(document.read <= 3, `${document.read} lines of ${rows}`);
      assert.equal(document.keys.length, rows + 1);
    }
  });
});
