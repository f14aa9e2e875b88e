import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { ImportedRow } from '../../../src/dataset/import/importedRow';
import { SpooledLines } from '../../../src/dataset/import/spooledLines';
import { otherKeys, RowFormat, type Others } from '../../../src/dataset/document/otherKeys';
import { useTemporaryFolder } from '../temporaryFolder';

describe('The lines of an import', () => {
  const folder = useTemporaryFolder();

  function rowsWith(count: number, othersOf: (at: number) => Others): ImportedRow[] {
    const updated = '2026-01-02T03:04:05.006Z';
    return Array.from({ length: count }, (_, at) => ({
      row: {
        fileName: `${at}.jpg`,
        text: `a "dog"\u2028${at} 🐕`,
        suggestion: '',
        status: 'written',
        model: '',
        updated,
      },
      others: othersOf(at),
    }));
  }

  async function spooled(rows: readonly ImportedRow[], ending: string): Promise<string> {
    const lines = new SpooledLines(path.join(folder.path, 'metadata.jsonl'), ending);
    try {
      for (const row of rows) lines.add(row);
      const parts: Buffer[] = [];
      for await (const part of lines.read(otherKeys(rows))) parts.push(Buffer.from(part));
      return Buffer.concat(parts).toString('utf8');
    } finally {
      lines.remove();
    }
  }

  for (const [what, othersOf] of Object.entries<(at: number) => Others>({
    'none but Showtell’s own keys': () => ({}),
    'the same keys': (at) => ({ tags: `t${at}`, width: at }),
    'a key that the last row adds': (at) => (at === 2_502 ? { split: 'test' } : {}),
    'keys in another order, or without a text': (at) => (at % 2 === 0 ? { a: 'x', b: null } : { b: { c: 1 }, a: '' }),
    'a key that is a text, missing, and then a number': (at) => [{ a: 'x' }, {}, { a: 1 }][at % 3],
    'a key that only the first has': (at) => (at === 0 ? { tags: 'red' } : {}),
  }))
    it(`have all keys of all rows, of rows with ${what}; and nothing is left beside the dataset`, async () => {
      const rows = rowsWith(2_503, othersOf);
      const keys = otherKeys(rows);
      const wanted = rows.map(({ row, others }) => `${new RowFormat(keys).lineOf(row, others)}\r\n`).join('');
      assert.equal(await spooled(rows, '\r\n'), wanted);
      assert.deepEqual(readdirSync(folder.path), []);
    });

  it('are none until the first is added', () => {
    const lines = new SpooledLines(path.join(folder.path, 'metadata.jsonl'), '\n');
    assert.equal(lines.isEmpty, true);
    lines.add(rowsWith(1, () => ({}))[0]);
    assert.equal(lines.isEmpty, false);
    lines.remove();
  });

  it('leave no file open, also where they are removed twice', async function () {
    if (process.platform !== 'linux') this.skip(); // elsewhere a process cannot see its own
    const open = (): string[] =>
      readdirSync('/proc/self/fd').flatMap((number) => {
        const target = linkOf(`/proc/self/fd/${number}`);
        return target.startsWith(realpathSync(folder.path)) ? [target] : [];
      });
    const dataset = path.join(folder.path, 'metadata.jsonl');
    for (const becomes of [false, true]) {
      const lines = new SpooledLines(dataset, '\n');
      lines.add(rowsWith(1, () => ({}))[0]);
      assert.equal(open().length, 1);
      if (becomes) assert.ok(await lines.become(dataset, new Map()));
      assert.equal(open().length, becomes ? 0 : 1);
      for (let time = 0; time < 2; time++) lines.remove();
      assert.deepEqual(open(), []);
    }
  });

  describe('become the dataset', () => {
    const dataset = (): string => path.join(folder.path, 'metadata.jsonl');

    async function become(rows: readonly ImportedRow[]): Promise<boolean> {
      const lines = new SpooledLines(dataset(), '\n');
      try {
        for (const row of rows) lines.add(row);
        return await lines.become(dataset(), otherKeys(rows));
      } finally {
        lines.remove();
      }
    }

    it('where there is none yet, and are nowhere else then', async () => {
      const rows = rowsWith(250, () => ({ tags: 'red' }));
      assert.equal(await become(rows), true);
      const wanted = rows.map(({ row, others }) => `${new RowFormat(otherKeys(rows)).lineOf(row, others)}\n`).join('');
      assert.equal(readFileSync(dataset(), 'utf8'), wanted);
      assert.deepEqual(readdirSync(folder.path), ['metadata.jsonl']);
    });

    it('where a symbolic link leads to none', async () => {
      symlinkSync('elsewhere.jsonl', dataset());
      assert.equal(await become(rowsWith(1, () => ({}))), true);
      assert.deepEqual(readdirSync(folder.path).sort(), ['elsewhere.jsonl', 'metadata.jsonl']);
      assert.equal(lstatSync(dataset()).isSymbolicLink(), true);
    });

    it('not where there is one', async () => {
      writeFileSync(dataset(), '');
      assert.equal(await become(rowsWith(1, () => ({}))), false);
      assert.equal(readFileSync(dataset(), 'utf8'), '');
      assert.deepEqual(readdirSync(folder.path), ['metadata.jsonl']);
    });

    it('not where a later row has keys that the first ones lack', async () => {
      assert.equal(await become(rowsWith(2, (at) => (at === 1 ? { split: 'test' } : {}))), false);
      assert.deepEqual(readdirSync(folder.path), []);
    });
  });
});

/** What an open file is; nothing where it has been closed meanwhile. */
function linkOf(place: string): string {
  try {
    return readlinkSync(place);
  } catch {
    return '';
  }
}
