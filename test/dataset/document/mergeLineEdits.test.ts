import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mergeLineEdits, type LineEdit } from '../../../src/dataset/document/mergeLineEdits';
import '../../harness/propertySeed';

describe('Many edits of lines merged into one', () => {
  const someLine = fc.string({ unit: 'grapheme-ascii', maxLength: 8 }).map((text) => text.replace(/[\r\n]/g, ' '));
  const someEdit = fc.option(fc.tuple(fc.nat(), fc.nat(), someLine), { nil: undefined });
  const someLines = fc.array(fc.tuple(someLine, someEdit), { minLength: 1, maxLength: 12 });

  it('give the same text', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const edits = lines.flatMap(([text, edit], line): LineEdit[] => {
          if (!edit) return [];
          const [start, end] = [edit[0], edit[1]].map((at) => at % (text.length + 1)).sort((a, b) => a - b);
          return [{ line, start, end, text: edit[2] }];
        });
        fc.pre(edits.length > 0);
        const expected = lines.map(([text]) => text);
        for (const { line, start, end, text } of edits)
          expected[line] = expected[line].slice(0, start) + text + expected[line].slice(end);
        const { start, end, text } = mergeLineEdits(edits.toReversed(), (line) => lines[line][0]);
        const head = [
          ...lines.slice(0, start.line).map(([one]) => one),
          lines[start.line][0].slice(0, start.character),
        ];
        const tail = [lines[end.line][0].slice(end.character), ...lines.slice(end.line + 1).map(([one]) => one)];
        assert.equal(head.join('\n') + text + tail.join('\n'), expected.join('\n'));
      }),
    );
  });
});
