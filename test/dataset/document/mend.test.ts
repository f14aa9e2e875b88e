import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { applyMends, mendedPieces, writeMended } from '../../../src/dataset/document/mend';
import { lockFile } from '../../../src/dataset/files/folderLock';
import { useTemporaryFolder } from '../temporaryFolder';

describe('A text that is mended', () => {
  it('has each mend where it belongs, and is otherwise as it was', () => {
    const mends = [
      { start: 0, end: 0, text: 'X' },
      { start: 1, end: 3, text: '' },
      { start: 4, end: 5, text: 'YZ' },
    ];
    assert.equal(applyMends('abcdef', mends), 'XadYZf');
    assert.equal(applyMends('abcdef', []), 'abcdef');
  });

  it('is the same in pieces, each of which ends with a line, however long its lines are', () => {
    const line = `${'x'.repeat(700_000)}\n`;
    const text = `${line}\n${line.repeat(3)}${'y'.repeat(2_500_000)}\n${line}end`;
    const at = text.indexOf('y');
    for (const mends of [[], [{ start: at, end: at + 2_500_001, text: `${line.repeat(3)}` }]]) {
      const pieces = [...mendedPieces(text, mends)];
      assert.equal(pieces.join(''), applyMends(text, mends));
      assert.ok(pieces.length >= 4, `${pieces.length} pieces`);
      for (const piece of pieces.slice(0, -1)) assert.ok(piece.endsWith('\n') && piece.length > 1);
      assert.ok(pieces.every((piece) => piece.length < 3_300_000));
    }
  });
});

describe('A text of which an empty line goes', () => {
  it('has the lines around it once in its pieces, also where a piece ends there', () => {
    // As long as what is given on at once, with the line feed.
    const line = `${'x'.repeat((1 << 20) - 1)}\n`;
    const text = `${line}\n${line}`;
    const mends = [{ start: line.length, end: line.length + 1, text: '' }];
    assert.ok([...mendedPieces(text, mends)].join('') === line.repeat(2));
  });
});

describe('A file that is mended', () => {
  const folder = useTemporaryFolder();
  let file: string;
  beforeEach(() => {
    file = path.join(folder.path, 'metadata.jsonl');
    writeFileSync(file, 'before\n');
  });
  const read = (name: string): string => readFileSync(path.join(folder.path, name), 'utf8');

  it('is kept beside as it was, each time under a name of its own', async () => {
    assert.equal(await writeMended(file, 'before\n', 'after\n'), `${file}.before-fix`);
    assert.equal(await writeMended(file, 'after\n', 'later\n'), `${file}.before-fix-2`);
    assert.equal(await writeMended(file, 'later\n', 'last\n'), `${file}.before-fix-3`);
    assert.deepEqual(
      ['', '.before-fix', '.before-fix-2', '.before-fix-3'].map((ending) => read(`metadata.jsonl${ending}`)),
      ['last\n', 'before\n', 'after\n', 'later\n'],
    );
    assert.equal(readdirSync(folder.path).length, 4);
  });

  it('stays as it is where it was changed since somebody looked at it', async () => {
    writeFileSync(file, 'mine\n');
    await assert.rejects(writeMended(file, 'before\n', 'after\n'), {
      name: 'DatasetFileError',
      message: `${file} was changed meanwhile. Nothing was mended; try again.`,
    });
    assert.deepEqual(readdirSync(folder.path), ['metadata.jsonl']);
    assert.equal(read('metadata.jsonl'), 'mine\n');
  });

  it('stays as it is while another process adds rows to it', async () => {
    const lock = await lockFile(file);
    await assert.rejects(writeMended(file, 'before\n', 'after\n'), {
      name: 'DatasetFileError',
      message: `Another showtell is adding rows to ${file}. Nothing was changed; try again when it has ended.`,
    });
    await lock?.release();
    assert.equal(read('metadata.jsonl'), 'before\n');
    await writeMended(file, 'before\n', 'after\n');
    assert.equal(read('metadata.jsonl'), 'after\n');
    assert.ok(await (await lockFile(file))?.isHeld(), 'nobody has it any more');
  });

  it('stays as it is where it cannot be kept, and that is said', async function () {
    if (process.platform === 'win32') this.skip(); // names may be longer there
    const long = path.join(folder.path, `${'n'.repeat(240)}.jsonl`);
    writeFileSync(long, 'before\n');
    await assert.rejects(writeMended(long, 'before\n', 'after\n'), ({ name, message }: Error) => {
      assert.equal(name, 'DatasetFileError');
      return (
        message.startsWith(`Cannot keep ${long} as ${long}.before-fix: `) && message.endsWith('. Nothing was changed.')
      );
    });
    assert.equal(readFileSync(long, 'utf8'), 'before\n');
  });

  it('is written where a link leads, and the link stays', async function () {
    if (process.platform === 'win32') this.skip(); // a link takes a right there that few have
    mkdirSync(path.join(folder.path, 'elsewhere'));
    writeFileSync(path.join(folder.path, 'elsewhere/rows.jsonl'), 'before\n');
    rmSync(file);
    symlinkSync('elsewhere/rows.jsonl', file);
    const kept = await writeMended(file, 'before\n', 'after\n');
    assert.equal(read('elsewhere/rows.jsonl'), 'after\n');
    assert.ok(existsSync(kept));
  });
});
