import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findObjects } from '../../../src/cli/check/checkObjects';
import { readLines } from '../../../src/dataset/document/document';

describe('Objects that do not stand on a line each', () => {
  /** @returns what is said, each with its line, and the text once it is mended */
  function found(text: string): { said: string[]; mended: string; lines: number[] } {
    const { findings, lines } = findObjects(text, readLines(text));
    const edits = findings.flatMap(({ mend }) => mend ?? []).toSorted((one, other) => other.start - one.start);
    const mended = edits.reduce((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), text);
    return { said: findings.map(({ line, reason }) => `${line}: ${reason}`), mended, lines: [...lines] };
  }
  const [a, b] = ['{"file_name":"a.png","text":"x"}', '{"file_name":"b.png","text":"y"}'];

  it('are none where each does, broken lines or not', () => {
    for (const text of [`${a}\n${b}\n`, `${a}\n{"file_name":"b.png"\n`, `${a}\nnothing\n\n${b}`, '{"text":"x"}\n'])
      assert.deepEqual(found(text), { said: [], mended: text, lines: [] });
  });

  it('are counted, with the lines over which they stand', () => {
    assert.deepEqual(found(`${a} ${b}\n`).said, [
      '0: 2 JSON objects stand on this line; this format has one object a line.',
    ]);
    assert.deepEqual(found(`${b}\n${a.replace(',', ',\n')}\n`).said, [
      '1: One JSON object stands on lines 2 to 3; this format has one object a line.',
    ]);
    assert.deepEqual(found(`${a.replace(',', ',\n')} ${b}\n`).said, [
      '0: 2 JSON objects stand on lines 1 to 2; this format has one object a line.',
    ]);
    assert.deepEqual(found(`[${a},\n${b}]\n`).said, [
      '0: A JSON list of 2 objects stands on lines 1 to 2; this format has one object a line.',
    ]);
    assert.deepEqual(found(`${a},\n`).said, ['0: A comma follows the object.']);
  });

  it('are each written to a line, with the line ending that the file has', () => {
    assert.equal(found(`${a}${b}\r\n`).mended, `${a}\r\n${b}\r\n`);
    assert.equal(found(`${a}${b}\n`).mended, `${a}\n${b}\n`);
  });

  it('are written on one line without a space inside their brackets, and with one between their parts', () => {
    const spread = '{\n  "file_name": "a.png",\r\n  "captions": [\n    "x",\n    "y"\n  ]\n}';
    assert.equal(found(`${spread}\n`).mended, '{"file_name": "a.png", "captions": ["x", "y"]}\n');
  });

  it('cover all lines that they stand on, of which nothing else is said', () => {
    assert.deepEqual(found(`${b}\n{\n"file_name":"a.png"\n}\n${b}\n`).lines, [1, 2, 3]);
  });

  it('are taken out of a list after blank lines, and on a line of its own anywhere', () => {
    assert.equal(found(`\n\n[${a},\n${b}\n]\n`).mended, `\n\n${a}\n${b}\n`);
    assert.equal(found(`[${a},\n${b},\n]\n`).mended, `${a}\n${b}\n`);
    assert.equal(found(`${a}\n[${b},${a}]\n`).mended, `${a}\n${b}\n${a}\n`);
  });

  it('are left in a list that begins behind other lines: nobody knows what it is', () => {
    for (const before of [a, 'broken']) {
      const text = `${before}\n[${b},\n${a}\n]\n${b}\n`;
      assert.deepEqual(found(text).mended, text);
    }
  });

  it('are not made of a list that holds anything else, or nothing', () => {
    for (const text of [
      `${a} [${b}]\n`,
      `[${a}],\n`,
      '[]\n',
      `[${a}, 1]\n`,
      '["x"]\n',
      `[${a}] [${b}]\n`,
      '5\n',
      '"x" "y"\n',
    ])
      assert.deepEqual(found(text), { said: [], mended: text, lines: [] });
  });

  it('are freed of a bracket before the first and one behind the last that match no list', () => {
    const { said, mended, lines } = found(`[\n${a}\n${b}\nbroken\n]\n`);
    assert.deepEqual(said, [
      '0: A JSON list begins here; this format has none, but an object a line.',
      '4: A JSON list ends here; this format has none, but an object a line.',
    ]);
    assert.equal(mended, `${a}\n${b}\nbroken\n`);
    assert.deepEqual(lines, [0, 4]);
  });

  it('are left where one is cut off within', () => {
    for (const text of [`${a} {"file_name":"b.p\n`, `[${a}, {"file_name":"b.p\n`])
      assert.deepEqual(found(text).mended, text);
  });
});
