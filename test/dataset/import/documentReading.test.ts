import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { DocumentReading, type DocumentItems } from '../../../src/dataset/import/documentReading';
import '../../harness/propertySeed';

/** Reads a text in parts of a length. */
function read(text: string, length: number): { items: DocumentItems[]; isWhole: boolean; reading: DocumentReading } {
  const reading = new DocumentReading(new Set(['images', 'annotations']));
  const items: DocumentItems[] = [];
  for (let at = 0; at < text.length; at += length) items.push(...reading.add(text.slice(at, at + length)));
  const end = reading.end();
  return { items: [...items, ...end.items], isWhole: end.isWhole, reading };
}

/** What is found, with values in place of their texts, and without differences that JSON has not, such as that of 0 and -0. */
function values(items: readonly DocumentItems[]): string {
  return JSON.stringify(
    items.flatMap(({ key, index, count, json }) => {
      const values = z.array(z.unknown()).parse(JSON.parse(`[${json}]`));
      assert.equal(values.length, index === undefined ? count * 2 : count);
      return index === undefined
        ? Array.from({ length: count }, (_, at) => [values[at * 2], null, values[at * 2 + 1]])
        : values.map((value, at) => [key, index + at, value]);
    }),
  );
}

const value = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', '\n', 'é') }),
);
const indents = fc.constantFrom(0, 2, '\t');

describe('The items of a JSON document', () => {
  it('are the elements of a list, whatever stands in them, and wherever a part of the text ends', () => {
    fc.assert(
      fc.property(fc.array(value), indents, fc.nat({ max: 30 }), (list, indent, more) => {
        const { items, isWhole, reading } = read(` ${JSON.stringify(list, null, indent)}\n`, 1 + more);
        assert.ok(isWhole && reading.isList);
        assert.equal(values(items), JSON.stringify(list.map((one, index) => [null, index, one])));
      }),
    );
  });

  it('are what stands under the keys of an object, and the elements of lists that are gone into', () => {
    const key = fc.oneof(
      fc.constantFrom('images', 'annotations', 'info'),
      fc.string({ unit: fc.constantFrom('"', '\\', '{', ':', 'a') }),
    );
    const member = fc.tuple(key, fc.oneof(value, fc.array(value)));
    fc.assert(
      fc.property(
        fc.uniqueArray(member, { selector: ([name]) => name }),
        indents,
        fc.nat({ max: 30 }),
        (members, indent, more) => {
          const text = JSON.stringify(Object.fromEntries(members), null, indent);
          const { items, isWhole, reading } = read(text, 1 + more);
          assert.ok(isWhole && !reading.isList);
          const isOpened = (name: string, one: unknown): one is unknown[] =>
            ['images', 'annotations'].includes(name) && Array.isArray(one);
          assert.equal(
            values(items),
            JSON.stringify(
              members.flatMap(([name, one]) =>
                isOpened(name, one) && one.length > 0
                  ? one.map((each, index) => [name, index, each])
                  : [[name, null, one]],
              ),
            ),
          );
          assert.deepEqual(
            [...reading.lists].sort(),
            members.flatMap(([name, one]) => (isOpened(name, one) ? [name] : [])).sort(),
          );
        },
      ),
    );
  });

  it('are no whole where they are cut off, where something follows them, and where something else stands there', () => {
    for (const whole of [JSON.stringify([{ a: ['"]'] }, 'b\\']), JSON.stringify({ images: [{ a: '"]' }], b: 'b\\' })]) {
      for (let end = 0; end < whole.length; end++)
        assert.equal(read(whole.slice(0, end), 3).isWhole, false, whole.slice(0, end));
      for (const more of [']', '}', ',', '1', '{}']) assert.equal(read(whole + more, 3).isWhole, false, whole + more);
    }
    const others = [
      '"[]"',
      'null',
      '[1}',
      '{"a":1]',
      '{"a" 1}',
      '{"a":1,}',
      '{,}',
      '{a:1}',
      '{"images":[1]2}',
      '{"images":[1}',
    ];
    for (const other of others) assert.equal(read(other, 3).isWhole, false, other);
  });
});
