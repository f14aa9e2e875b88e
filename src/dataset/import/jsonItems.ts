import { readJsonLinePortions } from './jsonLines';
import { readJsonList } from './jsonList';
import type { Read, Shape } from './readText';
import { readTextParts } from './textParts';

/**
 * The items of a file, some at a time: those of a list in one JSON document, or else one a line. What it begins with tells which, as files of lines
 * may end with `.json`, too.
 * @param parse of a line, see {@link readJsonLinePortions}, or of an element of the list
 * @throws DatasetFileError if it cannot be read, or begins a list that it does not hold
 */
export async function* readJsonItems<Value>(
  path: string,
  shape: Shape<Value>,
  parse?: (json: string) => unknown,
): AsyncGenerator<Read<Value>[]> {
  yield* (await beginsList(path)) ? readJsonList(path, shape, parse) : readJsonLinePortions(path, shape, parse);
}

async function beginsList(path: string): Promise<boolean> {
  for await (const part of readTextParts(path)) {
    const [first] = part.trimStart();
    if (first !== undefined) return first === '[';
  }
  return false;
}
