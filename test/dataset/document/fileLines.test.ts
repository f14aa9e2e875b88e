import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readlinkSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { linesOfText } from '../../../src/dataset/document/datasetLines';
import { decodeDataset } from '../../../src/dataset/files/encoding';
import { FileLines } from '../../../src/dataset/document/fileLines';
import { seededRandom } from '../../../src/dataset/collections/random';
import { useTemporaryFolder } from '../temporaryFolder';

describe('The lines of a dataset file', () => {
  const folder = useTemporaryFolder();

  async function withLines<Value>(bytes: Buffer | string, look: (lines: FileLines) => Value): Promise<Value> {
    const file = path.join(folder.path, 'metadata.jsonl');
    writeFileSync(file, bytes);
    const lines = await FileLines.open(file);
    try {
      return look(lines);
    } finally {
      await lines.close();
    }
  }

  /** Lines of all lengths, some longer than what is read at a time. */
  function manyLines(letters: string, ending: string): string {
    const random = seededRandom(22);
    const lines = Array.from({ length: 2_000 }, (_, at) => {
      const length = Math.floor(random() * (at % 500 === 250 ? 600_000 : 600));
      return `${at} ${letters.repeat(Math.ceil(length / letters.length))}`;
    });
    return lines.join(ending);
  }

  for (const [what, text] of Object.entries({
    'of plain letters': manyLines('abc', '\n'),
    'of other letters': manyLines('강é🐕a', '\n'),
    'that end as on Windows': `${manyLines('ab', '\r\n')}\r\n`,
    'that end with a lone CR': manyLines('ab', '\r'),
    'that end in all ways': '\uFEFFa\r\n\nb\r\rc\n\r\nd\n\ne',
    'that begin with a byte order mark': `\uFEFF${manyLines('abc', '\n')}`,
    // A portion that is read has 65,536 bytes.
    'whose CR and LF are read apart': `${'a'.repeat(65_535)}\r\nb\r\n`,
    'that begin with empty ones': '\n\na\nb',
    'that begin with an empty one before a lone CR': '\na\rb',
    'that begin with a lone CR before LF': '\ra\nb',
    'of which there are none': '',
  }))
    it(`are those of its text, ${what}, read in their order and in any other`, async () => {
      const wanted = linesOfText(text);
      const texts = Array.from(wanted.places(), (place) => wanted.textAt(place));
      await withLines(text, (lines) => {
        assert.deepEqual(
          Array.from(lines.places(), (place) => lines.textAt(place)),
          texts,
        );
        const places = [...lines.places()];
        assert.deepEqual(
          places.map((place) => lines.textAt(place)),
          texts,
        );
        const backwards = places.map((_, at) => places.length - 1 - at);
        for (const at of backwards) assert.equal(lines.textAt(places[at]), texts[at]);
        assert.equal(lines.haveForeignBytes, false);
      });
    });

  it('have bytes that are not UTF-8 as a text has them that can be written again, and tell of them', async () => {
    const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0x62, 0xe9, 0x0a]), Buffer.from('강\n')]);
    const text = decodeDataset(bytes);
    await withLines(bytes, (lines) => {
      const texts = Array.from(lines.places(), (place) => lines.textAt(place));
      assert.deepEqual(texts, text.trimEnd().split('\n'));
      assert.equal(lines.haveForeignBytes, true);
    });
  });

  it('stay what they were when the file was opened, whatever is added or takes its name', async () => {
    const file = path.join(folder.path, 'metadata.jsonl');
    const texts = await withLines('a\nb\n', (lines) => {
      appendFileSync(file, 'c\n');
      writeFileSync(`${file}.new`, 'other\n');
      renameSync(`${file}.new`, file);
      return Array.from(lines.places(), (place) => lines.textAt(place));
    });
    assert.deepEqual(texts, ['a', 'b']);
  });

  it('end where the file was cut off meanwhile', async () => {
    const file = path.join(folder.path, 'metadata.jsonl');
    // More than is read at a time.
    const texts = await withLines(`${'a'.repeat(100_000)}\nb\n`, (lines) => {
      truncateSync(file, 70_000);
      return Array.from(lines.places(), (place) => lines.textAt(place));
    });
    assert.deepEqual(texts, ['a'.repeat(70_000)]);
  });

  it('are those of a file of 4 GB at most, and a larger one is refused with what to do', async () => {
    const file = path.join(folder.path, 'large.jsonl');
    writeFileSync(file, '');
    truncateSync(file, 2 ** 32 - 1);
    await (await FileLines.open(file)).close();
    truncateSync(file, 2 ** 32);
    await assert.rejects(FileLines.open(file), /large\.jsonl is larger than 4 GB\. Split it/u);
  });

  it('are none where there is no file, or one in UTF-16, which is said', async () => {
    await assert.rejects(FileLines.open(path.join(folder.path, 'no.jsonl')), /Cannot read .*no\.jsonl: /u);
    await assert.rejects(FileLines.open(folder.path), /Cannot read /u);
    await assert.rejects(
      withLines(Buffer.from('\uFEFF{"file_name":"a.jpg"}', 'utf16le'), () => undefined),
      /is UTF-16 text/u,
    );
  });

  it('leave no file open that was refused', async function () {
    if (process.platform !== 'linux') return this.skip();
    const file = path.join(folder.path, 'other.jsonl');
    writeFileSync(file, Buffer.from('\uFEFFa', 'utf16le'));
    await assert.rejects(FileLines.open(file), /is UTF-16 text/u);
    const open = readdirSync('/proc/self/fd').map((number) => {
      try {
        return readlinkSync(`/proc/self/fd/${number}`);
      } catch {
        // The folder itself was open while it was listed.
        return '';
      }
    });
    assert.ok(!open.includes(file), 'it is open still');
  });
});
