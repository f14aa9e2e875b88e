import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { completionsAt, type RowCompletion } from '../../../src/dataset/rows/rowCompletion';
import { rowKeys, statuses } from '../../../src/dataset/rows/row';

type Found = Pick<RowCompletion, 'kind' | 'texts' | 'hasValue'> & { replaced: string };

/** What is offered at `|`, and what it takes the place of. */
function at(marked: string): Found | undefined {
  const line = marked.replace('|', '');
  const found = completionsAt(line, marked.indexOf('|'));
  if (!found) return undefined;
  const { kind, texts, hasValue, range } = found;
  return { kind, texts, replaced: line.slice(range.start, range.end), hasValue };
}

describe('What completes a row that is being written', () => {
  it('is each key that it does not have yet, in place of what was typed of it', () => {
    const all = Object.values(rowKeys);
    assert.deepEqual(at('{|'), { kind: 'key', texts: all, replaced: '', hasValue: false });
    assert.deepEqual(at('{"|"}'), { kind: 'key', texts: all, replaced: '""', hasValue: false });
    const others = all.filter((key) => key !== 'file_name');
    assert.deepEqual(at('{"file_name": "a.jpg", "st|"}'), {
      kind: 'key',
      texts: others,
      replaced: '"st"',
      hasValue: false,
    });
    assert.deepEqual(at('{"file_name": "a.jpg", "te|": "a dog"}'), {
      kind: 'key',
      texts: others,
      replaced: '"te"',
      hasValue: true,
    });
  });

  it('is a status, in place of the one that is there', () => {
    assert.deepEqual(at('{"status": |}'), { kind: 'status', texts: statuses, replaced: '', hasValue: false });
    assert.deepEqual(at('{"status": "ed|ited", "text": "a"}'), {
      kind: 'status',
      texts: statuses,
      replaced: '"edited"',
      hasValue: false,
    });
  });

  it('stands beside what is there, where the caret does not touch it', () => {
    assert.equal(at('{|"text": "a"}')?.replaced, '');
    assert.equal(at('{"text|"')?.replaced, '"text"');
    assert.equal(at('{"text"|: "a"}')?.replaced, '"text"', 'behind it is still a part of it');
  });

  it('is nothing in captions, behind the row, and in what is no row', () => {
    for (const marked of ['{"text": "a |dog"}', '{"text": {"a|": 1}}', '{"text": "a"}|', '|', '["|"]'])
      assert.equal(at(marked), undefined, marked);
  });
});
