import { open } from 'node:fs/promises';

/** Pieces that are written at a time. */
const atOnce = 1_000;

/** Writes a new file piece by piece, and waits until it is on the disk. @throws the error of the file system */
export async function writePieces(path: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const file = await open(path, 'wx');
  let waiting: string[] = [];
  const write = (): Promise<void> => {
    const text = waiting.join('');
    waiting = [];
    return file.appendFile(text);
  };
  try {
    // Waiting for each piece that is there already would take as long as making it.
    if (Symbol.iterator in pieces) {
      for (const piece of pieces) if (waiting.push(piece) >= atOnce) await write();
    } else {
      for await (const piece of pieces) if (waiting.push(piece) >= atOnce) await write();
    }
    await write();
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A list as one JSON document, an element a line. */
export function* jsonList(elements: Iterable<unknown>): Generator<string> {
  let before = '[\n';
  for (const element of elements) {
    yield before + JSON.stringify(element);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** A caption in one line: whatever a reader may take for a line break becomes a space. */
export function oneLine(caption: string): string {
  return caption.replaceAll(/\s*[\r\n\v\f\u001c-\u001e\u0085\u2028\u2029]+\s*/g, ' ').trim();
}
