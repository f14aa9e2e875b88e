import { readTextParts } from './textParts';

const lineFeed = 0x0a;
const lineBreak = /\r\n|\n|\r/;

/**
 * The lines of a text file, a portion of them at a time, so that a file of any size takes little memory.
 * @throws DatasetFileError as {@link readTextParts} does
 */
export async function* readLinePortions(path: string): AsyncGenerator<string[]> {
  for await (const text of readTextParts(path, (bytes) => bytes.lastIndexOf(lineFeed) + 1)) {
    // Most files have line feeds alone, and these are found in a third of the time.
    const lines = text.split(text.includes('\r') ? lineBreak : '\n');
    // What stands behind the last line break comes with the next portion.
    if (text.endsWith('\n')) lines.pop();
    yield lines;
  }
}
