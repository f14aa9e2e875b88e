import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstOfEachKind } from '../../src/cli/check/alikeFindings';
import { findColumnProblems } from '../../src/cli/check/checkColumns';
import { findShortCaptions } from '../../src/cli/check/checkLengths';
import { withoutLastComma, writeFileName } from '../../src/cli/check/checkLines';
import { readLines, type DatasetLine } from '../../src/dataset/document/document';

/** The rows of a text that holds these objects, a line each. */
function rowsOf(objects: readonly object[]): { text: string; rows: DatasetLine[] } {
  const text = objects.map((row) => `${JSON.stringify({ file_name: 'a.png', ...row })}\n`).join('');
  return { text, rows: readLines(text).filter(({ row }) => row) };
}

describe('A caption that is much shorter than the others', () => {
  const usual = (count: number): { text: string }[] =>
    Array.from({ length: 24 }, (_, at) => ({ text: `${Array.from({ length: count }, () => 'w').join(' ')} ${at}` }));
  const found = (...rows: object[]): string[] =>
    findShortCaptions(rowsOf([...usual(7), ...rows]).rows).map(({ line, reason }) => `${line}: ${reason}`);

  it('is noted with its line, how long the others are, and how many more are short', () => {
    assert.deepEqual(found(), []);
    assert.deepEqual(found({ text: 'dog' }), [
      '24: "dog" is much shorter than the others: half of all have 8 words. Is it whole?',
    ]);
    assert.match(found({ text: 'dog' }, { text: 'a cat' })[0] ?? '', /^24: "dog" \(and 1 more; the editor lists them/);
  });

  it('is compared with a range where the others differ', () => {
    const rows = rowsOf([...usual(7), ...usual(9), { text: 'dog' }]).rows;
    assert.match(findShortCaptions(rows)[0]?.reason ?? '', /half of all have 8 to 10 words/);
  });

  it('is not one that is left out, nor one that nobody has looked at, nor an empty one', () => {
    assert.deepEqual(found({ text: 'dog', status: 'excluded' }), []);
    assert.deepEqual(found({ text: 'dog', status: 'suggested' }), []);
    assert.deepEqual(found({ text: ' ' }), []);
  });
});

describe('A column whose type changes from row to row', () => {
  const found = (...rows: object[]): string[] => {
    const { text, rows: read } = rowsOf(rows);
    return findColumnProblems(text, read).map(({ line, reason }) => `${line}: ${reason}`);
  };

  it('is told once, at the first row that differs, with both types', () => {
    assert.deepEqual(found({ text: 'x', n: 1 }, { text: 'x', n: 2 }, { text: 'x', n: '3' }, { text: 'x', n: true }), [
      '2: "n" is text here and a number in line 1; Hugging Face datasets needs one type.',
    ]);
    const types: [unknown, string][] = [
      [['a'], 'a list'],
      [{ a: 1 }, 'an object'],
      [true, 'a boolean'],
    ];
    for (const [value, type] of types)
      assert.match(found({ text: 'x', n: 1 }, { text: 'x', n: value })[0] ?? '', new RegExp(`"n" is ${type} here`));
  });

  it('is none where values are missing or null, first or later', () => {
    assert.deepEqual(found({ text: 'x', n: null }, { text: 'x' }, { text: 'x', n: 1 }, { text: 'x', n: null }), []);
  });

  it('hides no other column', () => {
    assert.equal(found({ text: 'x', a: 1, b: 1 }, { text: 'x', a: '1', b: '1' }).length, 2);
  });
});

describe('Findings of one kind', () => {
  it('are told with a line each up to twenty, and counted beyond', () => {
    const reason = (at: number): string => `There is no file "${at}.png" in line ${at}.`;
    const twenty = Array.from({ length: 20 }, (_, line) => ({ line, reason: reason(line) }));
    const other = { line: 99, reason: 'The row is empty.' };
    assert.deepEqual(firstOfEachKind([...twenty, other]), { told: [...twenty, other], more: [] });
    assert.deepEqual(firstOfEachKind([...twenty, { line: 20, reason: reason(20) }, other]), {
      told: [...twenty, other],
      more: [{ kind: 'There is no file "…" in line ….', count: 1 }],
    });
  });
});

describe('A line with a comma behind its last value', () => {
  const mended = (text: string, from = 0): string | undefined => {
    const mend = withoutLastComma(text, from, text.length);
    return mend && text.slice(0, mend.start) + mend.text + text.slice(mend.end);
  };

  it('loses it, wherever in the file it stands', () => {
    assert.equal(mended('{"a":1 , }'), '{"a":1  }');
    assert.equal(mended('{"b":2,}\n{"a":"x,}",}', 9), '{"b":2,}\n{"a":"x,}"}');
  });

  it('stays as it is where that is not all that is wrong', () => {
    assert.equal(mended('{"a":1'), undefined);
    assert.equal(mended('{"a":,}'), undefined);
    assert.equal(mended('1,}'), undefined);
  });
});

describe('The name of an image', () => {
  it('is written anew where JSON reads it, and all else of the line stays', () => {
    const before = '{"text":"x"}\n';
    const text = `${before}{"file_name": "a", "text": "file_name", "file_name" : "b"}\n`;
    const [edit] = writeFileName(text, { start: before.length, end: text.length - 1 }, 'c"\u2028.png');
    assert.equal(
      text.slice(0, edit.start) + edit.text + text.slice(edit.end),
      `${before}{"file_name": "a", "text": "file_name", "file_name" : "c\\"\\u2028.png"}\n`,
    );
    assert.deepEqual(writeFileName('{"text":"x"}', { start: 0, end: 12 }, 'c.png'), []);
  });
});
