import { readTextParts } from './textParts';

const lineFeed = 0x0a;
const lineBreak = /\r\n|\n|\r/;

/**
 * The lines of a text file, a portion of them at a time, so that a file of any size takes little memory.
 * @throws DatasetFileError as {@link readTextParts} does
 */
export async function* readLinePortions(path: string): AsyncGenerator<string[]> {
  for await (const text of readTextParts(path, (bytes) => bytes.lastIndexOf(lineFeed) + 1)) {
    const lines = text.split(lineBreak);
    // What stands behind the last line break comes with the next portion.
    if (text.endsWith('\n')) lines.pop();
    yield lines;
  }
}
