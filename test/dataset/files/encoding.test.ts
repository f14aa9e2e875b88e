import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { decodeDataset, decodeUtf16, encodeDataset, isUtf16 } from '../../../src/dataset/files/encoding';
import '../../harness/propertySeed';

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

  it('takes half a byte order mark, or one NUL among letters, for no UTF-16', () => {
    for (const bytes of [
      [0xff, 0x41],
      [0x41, 0xfe],
      [0xfe, 0x41],
      [0x41, 0xff],
    ])
      assert.ok(!isUtf16(Buffer.from(bytes)));
    for (const text of ['{"f\0', '{"\0f', '{\0"f', '\0{"f']) assert.ok(!isUtf16(Buffer.from(text)));
    assert.ok(!isUtf16(Buffer.of(0x80, 0, 0x41, 0)));
    assert.ok(!isUtf16(Buffer.of(0x41, 0, 0x80, 0)));
  });
});

describe('Decoding UTF-16', () => {
  const little = Buffer.from('\uFEFF{"é": 😀}', 'utf16le');

  it('gives the text without its mark, whichever byte comes first', () => {
    assert.equal(decodeUtf16(little), '{"é": 😀}');
    assert.equal(decodeUtf16(Buffer.from(little).swap16()), '{"é": 😀}');
  });

  it('gives nothing where there is no mark, or half of one', () => {
    assert.equal(decodeUtf16(Buffer.from('{}', 'utf16le')), undefined);
    for (const bytes of [
      [0xff, 0x41],
      [0x41, 0xfe],
      [0xfe, 0x41],
      [0x41, 0xff],
      [0xfe, 0xfe],
      [0xff, 0xff],
    ])
      assert.equal(decodeUtf16(Buffer.from(bytes)), undefined);
  });

  it('gives nothing where something else than UTF-16 follows', () => {
    assert.equal(decodeUtf16(Buffer.concat([little, Buffer.of(0x41)])), undefined);
    assert.equal(decodeUtf16(Buffer.concat([little, Buffer.of(0x00, 0xd8)])), undefined);
  });
});
