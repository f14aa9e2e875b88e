import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { decodeDataset, encodeDataset, isUtf16 } from '../../src/dataset/encoding';
import '../harness/propertySeed';

/** Bytes that are nearly UTF-8: valid pieces and single bytes of any value between them. */
const nearlyUtf8 = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
      fc.constantFrom('\n', '\r\n', '{"file_name":"a.jpg"}\n').map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom([0xed, 0xb2, 0x92], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82], [0xf0, 0x9f], [0x92])
        .map((bytes) => Buffer.from(bytes)),
    ),
  )
  .map((parts) => Buffer.concat(parts));

describe('Decoding a dataset', () => {
  it('loses no byte, whatever the bytes are', () => {
    fc.assert(
      fc.property(nearlyUtf8, (bytes) => assert.deepEqual(encodeDataset(decodeDataset(bytes)), bytes)),
      { numRuns: 2000 },
    );
  });

  it('reads valid UTF-8 as any other reader does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(decodeDataset(Buffer.from(text)), text)),
    );
  });

  it('keeps the characters around a byte that is not UTF-8', () => {
    assert.equal(decodeDataset(Buffer.concat([Buffer.from('é'), Buffer.of(0x92), Buffer.from('😀')])), 'é\udc92😀');
  });

  it('keeps the byte order mark', () => {
    assert.equal(decodeDataset(Buffer.from('\uFEFF{}')), '\uFEFF{}');
  });

  it('knows UTF-16 with and without a byte order mark, and no NUL bytes of a crash for it', () => {
    assert.ok(isUtf16(Buffer.from('\uFEFF{}', 'utf16le')));
    assert.ok(isUtf16(Buffer.from('\uFEFF{}', 'utf16le').swap16()));
    assert.ok(isUtf16(Buffer.from('{"file_name"', 'utf16le')));
    assert.ok(isUtf16(Buffer.from('\n{ "file_name"', 'utf16le').swap16()));
    assert.ok(!isUtf16(Buffer.from('{"file_name":"a.jpg"}')));
    assert.ok(!isUtf16(Buffer.from('{\0\0\0"file_name"')));
    assert.ok(!isUtf16(Buffer.from('\0\0\0\0\0\0')));
    assert.ok(!isUtf16(Buffer.from('')));
  });
});
