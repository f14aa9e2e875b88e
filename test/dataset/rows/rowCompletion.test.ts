import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { completionsAt } from '../../../src/dataset/rows/rowCompletion';
import { rowKeys, statuses } from '../../../src/dataset/rows/row';

/** What is offered at `|`, and what it takes the place of. */
function at(marked: string): { texts: readonly string[]; replaced: string; hasValue: boolean } | undefined {
  const line = marked.replace('|', '');
  const found = completionsAt(line, marked.indexOf('|'));
  if (!found) return undefined;
  return { texts: found.texts, replaced: line.slice(found.range.start, found.range.end), hasValue: found.hasValue };
}

describe('What completes a row that is being written', () => {
  it('is each key that it does not have yet, in place of what was typed of it', () => {
    const all = Object.values(rowKeys);
    assert.deepEqual(at('{|'), { texts: all, replaced: '', hasValue: false });
    assert.deepEqual(at('{"|"}'), { texts: all, replaced: '""', hasValue: false });
    const others = all.filter((key) => key !== 'file_name');
    assert.deepEqual(at('{"file_name": "a.jpg", "st|"}'), { texts: others, replaced: '"st"', hasValue: false });
    assert.deepEqual(at('{"file_name": "a.jpg", "te|": "a dog"}'), { texts: others, replaced: '"te"', hasValue: true });
  });

  it('is a status, in place of the one that is there', () => {
    assert.deepEqual(at('{"status": |}'), { texts: statuses, replaced: '', hasValue: false });
    assert.deepEqual(at('{"status": "ed|ited", "text": "a"}'), {
      texts: statuses,
      replaced: '"edited"',
      hasValue: false,
    });
  });

  it('is nothing in captions, behind the row, and in what is no row', () => {
    for (const marked of ['{"text": "a |dog"}', '{"text": {"a|": 1}}', '{"text": "a"}|', '|', '["|"]'])
      assert.equal(at(marked), undefined, marked);
  });
});
