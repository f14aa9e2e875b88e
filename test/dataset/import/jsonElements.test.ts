import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { JsonElements } from '../../../src/dataset/import/jsonElements';
import '../../harness/propertySeed';

/** Reads a text in parts of a length. */
function read(text: string, length: number): { elements: string[]; isList: boolean } {
  const reading = new JsonElements();
  const elements: string[] = [];
  for (let at = 0; at < text.length; at += length) elements.push(...reading.add(text.slice(at, at + length)));
  const end = reading.end();
  return { elements: [...elements, ...end.elements], isList: end.isList };
}

describe('The elements of a JSON list', () => {
  it('are found whatever stands in them, and wherever a part of the text ends', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', '\n', 'é') }),
    );
    fc.assert(
      fc.property(fc.array(value), fc.constantFrom(0, 2, '\t'), fc.nat({ max: 30 }), (list, indent, more) => {
        const { elements, isList } = read(` ${JSON.stringify(list, null, indent)}\n`, 1 + more);
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
      assert.equal(read(whole.slice(0, end), 3).isList, false, whole.slice(0, end));
    for (const other of [`${whole}]`, '{"a":[]}', '"[]"', 'null']) assert.equal(read(other, 3).isList, false, other);
  });
});
