import { Buffer, isUtf8 } from 'node:buffer';

const lineFeed = 0x0a;
const loneByte = /[\u{DC80}-\u{DCFF}]/u;

/**
 * Decodes UTF-8 so that nothing is lost: a byte that is not UTF-8 becomes a lone surrogate, U+DC00 + byte, as in Python's
 * `surrogateescape`. Valid UTF-8 never gives one, so {@link encodeDataset} finds them again. A byte order mark is kept.
 */
export function decodeDataset(bytes: Buffer): string {
  if (isUtf8(bytes)) {
    return bytes.toString('utf8');
  }
  const parts: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    parts.push(isUtf8(line) ? line.toString('utf8') : decodeBrokenLine(line));
    start = end;
  }
  return parts.join('');
}

/** The bytes of a text that {@link decodeDataset} read, with the edits since. */
export function encodeDataset(text: string): Buffer {
  if (!loneByte.test(text)) {
    return Buffer.from(text, 'utf8');
  }
  const parts = text.split(/([\u{DC80}-\u{DCFF}]+)/u);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 0
        ? Buffer.from(part, 'utf8')
        : Buffer.from(Array.from(part, (character) => character.charCodeAt(0) - 0xdc00)),
    ),
  );
}

/** Whether the bytes are UTF-16 text: with a byte order mark, or beginning with two ASCII characters of two bytes each. */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const isAscii = (byte: number | undefined): boolean => byte !== undefined && byte > 0 && byte < 0x80;
  const isLittleEndian = isAscii(first) && second === 0 && isAscii(third) && fourth === 0;
  return isLittleEndian || (first === 0 && isAscii(second) && third === 0 && isAscii(fourth));
}

/** UTF-16 text with its byte order mark, without the mark. @returns nothing where there is no mark, or what follows is no UTF-16 */
export function decodeUtf16(bytes: Uint8Array): string | undefined {
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isBigEndian && !(bytes[0] === 0xff && bytes[1] === 0xfe)) return undefined;
  try {
    return new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeBrokenLine(line: Buffer): string {
  let text = '';
  for (let position = 0; position < line.length;) {
    const length = sequenceLength(line[position] ?? 0);
    const sequence = line.subarray(position, position + length);
    if (sequence.length === length && isUtf8(sequence)) {
      text += sequence.toString('utf8');
      position += length;
    } else {
      text += String.fromCharCode(0xdc00 + (line[position] ?? 0));
      position += 1;
    }
  }
  return text;
}

function sequenceLength(firstByte: number): number {
  if (firstByte < 0xc0) {
    return 1;
  }
  return firstByte < 0xe0 ? 2 : firstByte < 0xf0 ? 3 : 4;
}
