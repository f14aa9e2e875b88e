import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { findProperties, jsonInOneLine } from '../../../src/dataset/json/jsonObject';
import { anyText, foreignLine } from '../arbitraries';
import '../../harness/propertySeed';

describe('Finding the properties of a JSON object in its text', () => {
  it('finds each key and value where JSON.parse reads it', () => {
    fc.assert(
      fc.property(foreignLine, (json) => {
        const found = new Map<string, unknown>();
        for (const { key, keyRange, value } of findProperties(json)) {
          assert.equal(JSON.parse(json.slice(keyRange.start, keyRange.end)), key);
          found.set(key, JSON.parse(json.slice(value.start, value.end)));
        }
        const parsed: unknown = JSON.parse(json);
        assert.ok(typeof parsed === 'object' && parsed !== null);
        assert.deepEqual(found, new Map<string, unknown>(Object.entries(parsed)));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the elements of a list', () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { maxLength: 5 }), (elements) => {
        const json = `{"list":[ ${elements.join(' , ')} ]}`;
        const [property] = findProperties(json);
        assert.deepEqual(
          property?.elements.map(({ start, end }) => json.slice(start, end)),
          elements,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('finds nothing in an empty object', () => {
    assert.deepEqual(findProperties(' { } '), []);
  });
});

describe('Quoting a text as JSON', () => {
  it('is read back as it was, stands on one line and is valid UTF-8', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const quoted = jsonInOneLine(text);
        assert.equal(JSON.parse(quoted), text);
        assert.doesNotMatch(quoted, /[\r\n\v\f\u0085\u2028\u2029]/);
        assert.equal(Buffer.from(quoted).toString(), quoted);
      }),
    );
  });
});
