import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hasOneLineEnding, withOneLineEnding } from '../../../src/dataset/document/lineEndings';

const one = '{"file_name":"a.jpg","text":"one"}';
const two = '{"file_name":"b.jpg", "text":"둘"  }';
const three = '{"file_name":"c.jpg","text":"three"}';

describe('line endings', () => {
  for (const text of ['', one, `${one}\n${two}\n`, `${one}\r\n${two}\r\n`, `\uFEFF${one}\r\n${two}`, '\n', '\r\n'])
    it(`are one in ${JSON.stringify(text)}`, () => {
      assert.equal(hasOneLineEnding(Buffer.from(text)), true);
      assert.equal(withOneLineEnding(text), text);
    });

  for (const [text, expected] of [
    [`${one}\n${two}\r\n${three}\n`, `${one}\n${two}\n${three}\n`],
    [`${one}\r\n${two}\n${three}\r\n`, `${one}\r\n${two}\r\n${three}\r\n`],
    [`${one}\r${two}\r${three}\n`, `${one}\n${two}\n${three}\n`],
    [`\uFEFF${one}\r${two}\r`, `\uFEFF${one}\n${two}\n`],
    [`${one}\r\r\n${two}\r\r\n`, `${one}\r\n${two}\r\n`],
    [`\n${one}\r\n${two}\r\n`, `\r\n${one}\r\n${two}\r\n`],
    [`\r${one}\r\n${two}\r\n`, `\r\n${one}\r\n${two}\r\n`],
    ['{"file_name":"a.jpg",\r"text":"one"}\r\n', '{"file_name":"a.jpg", "text":"one"}\r\n'],
    [`{broken\r${one}\n`, `{broken\n${one}\n`],
  ])
    it(`become one in ${JSON.stringify(text)}`, () => {
      assert.equal(hasOneLineEnding(Buffer.from(text)), false);
      assert.equal(withOneLineEnding(text), expected);
      assert.equal(hasOneLineEnding(Buffer.from(expected)), true);
    });
});
