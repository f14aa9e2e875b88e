import { readContent } from '../rows/rowReading';
import { readElement, type Read, type Shape } from './readText';
import { readLinePortions } from './textLines';

/**
 * The lines of a file with a JSON value each, a portion of them at a time; blank ones are passed over.
 * @param parse what JSON.parse does, or does less well
 */
export async function* readJsonLinePortions<Value>(
  path: string,
  shape: Shape<Value>,
  parse: (json: string) => unknown = JSON.parse,
): AsyncGenerator<Read<Value>[]> {
  let number = 0;
  for await (const lines of readLinePortions(path)) {
    const reads: Read<Value>[] = [];
    for (const line of lines) {
      number++;
      if (line.trim() !== '') reads.push(readJsonLine(line, shape, `${path}:${number}`, parse));
    }
    yield reads;
  }
}

/** The lines of a file with a JSON value each, one after the other. */
export async function* readJsonLines<Value>(path: string, shape: Shape<Value>): AsyncGenerator<Read<Value>> {
  for await (const reads of readJsonLinePortions(path, shape)) yield* reads;
}

function readJsonLine<Value>(
  line: string,
  shape: Shape<Value>,
  place: string,
  parse: (json: string) => unknown,
): Read<Value> {
  let value: unknown;
  try {
    value = parse(line);
  } catch {
    const content = readContent(line);
    return { place, reason: 'problem' in content ? content.problem : '' };
  }
  return readElement(value, shape, place);
}
