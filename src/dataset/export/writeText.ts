import { Buffer } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { writeNew } from '../files/descriptor';
import { lineBreak } from './oddCaptions';

/** Characters that are written at a time: pieces may be short or long. */
const atOnce = 1 << 16;

/**
 * Writes a new file piece by piece, and waits until it is on the disk.
 * @returns its hash, as `hashOfFile` has it
 * @throws the error of the file system
 */
export async function writePieces(path: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  await writeNew(path, portionsOf(pieces, hash));
  return hash.digest('hex');
}

/** The bytes of pieces, so many together. @param hash gets them, too */
async function* portionsOf(pieces: AsyncIterable<string> | Iterable<string>, hash: Hash): AsyncGenerator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  const together = (): Buffer => {
    const bytes = Buffer.from(waiting.join(''));
    waiting = [];
    length = 0;
    hash.update(bytes);
    return bytes;
  };
  const isEnough = (piece: string): boolean => {
    waiting.push(piece);
    length += piece.length;
    return length >= atOnce;
  };
  // Waiting for each piece that is there already would take as long as making it.
  if (Symbol.iterator in pieces) {
    for (const piece of pieces) if (isEnough(piece)) yield together();
  } else {
    for await (const piece of pieces) if (isEnough(piece)) yield together();
  }
  yield together();
}

/** A list as one JSON document, an element a line. @param elements as JSON */
export function* jsonList(elements: Iterable<string>): Generator<string> {
  let before = '[\n';
  for (const element of elements) {
    yield before + element;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const aroundLineBreaks = new RegExp(`\\s*${lineBreak.source}+\\s*`, 'g');

/** A caption in one line: whatever a reader may take for a line break becomes a space. */
export function oneLine(caption: string): string {
  // Most captions have none, and to look for one with what is around it takes twice the time.
  if (!lineBreak.test(caption)) return caption.trim();
  return caption.replaceAll(aroundLineBreaks, ' ').trim();
}
