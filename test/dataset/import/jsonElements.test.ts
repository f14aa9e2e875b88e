import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { jsonElements } from '../../../src/dataset/import/jsonElements';
import '../../harness/propertySeed';

function read(text: string): { elements: string[]; isList: boolean } {
  const elements: string[] = [];
  const reading = jsonElements(text);
  let next = reading.next();
  for (; next.done !== true; next = reading.next()) elements.push(next.value);
  return { elements, isList: next.value };
}

describe('The elements of a JSON list', () => {
  it('are found whatever stands in them', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', '\n', 'é') }),
    );
    fc.assert(
      fc.property(fc.array(value), fc.constantFrom(0, 2, '\t'), (list, indent) => {
        const { elements, isList } = read(` ${JSON.stringify(list, null, indent)}\n`);
        assert.ok(isList);
        assert.deepEqual(
          elements.map((one) => JSON.stringify(JSON.parse(one))),
          list.map((one) => JSON.stringify(one)),
        );
      }),
    );
  });

  it('are no list where it is cut off, where something follows it, and where it is something else', () => {
    const whole = JSON.stringify([{ a: ['"]'] }, 'b\\']);
    for (let end = 0; end < whole.length; end++)
      assert.equal(read(whole.slice(0, end)).isList, false, whole.slice(0, end));
    for (const other of [`${whole}]`, '{"a":[]}', '"[]"', 'null']) assert.equal(read(other).isList, false, other);
  });
});
