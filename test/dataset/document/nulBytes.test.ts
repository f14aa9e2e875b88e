import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLines } from '../../../src/dataset/document/document';
import { applyMends } from '../../../src/dataset/document/mend';
import { looksBinary, nulMends } from '../../../src/dataset/document/nulBytes';

const one = '{"file_name":"a.jpg","text":"one"}';
const nuls = '\0'.repeat(40);
const mended = (text: string): string =>
  applyMends(
    text,
    readLines(text).flatMap((line) => nulMends(text, line)),
  );

describe('NULs that a crash left', () => {
  for (const [what, text, expected] of [
    ['instead of a line go with it', `${one}\n${nuls}\r\n${one}\n`, `${one}\n${one}\n`],
    ['at the end of the file go', `${one}\n${nuls}`, `${one}\n`],
    ['before a row go', `\uFEFF${nuls}${one}\n`, `\uFEFF${one}\n`],
    ['after a row go', `${one} ${nuls}\n`, `${one} \n`],
    ['within a row leave a sign', `{"file_name":"a.jpg","text":"on${nuls}e"}`, '{"file_name":"a.jpg","text":"on�e"}'],
    ['leave a torn line as it can be read', `{"file_name":"a.jp${nuls}\n${one}\n`, `{"file_name":"a.jp\n${one}\n`],
  ])
    it(`${what}`, () => assert.equal(mended(text), expected));

  it('make a file binary for VS Code among its first 512 bytes, but for those of UTF-16', () => {
    assert.equal(looksBinary(Buffer.from(`${'x'.repeat(511)}\0`)), true);
    assert.equal(looksBinary(Buffer.from(`${'x'.repeat(512)}\0`)), false);
    assert.equal(looksBinary(Buffer.from('\uFEFF{}', 'utf16le')), false);
  });
});
