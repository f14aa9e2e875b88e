import * as z from 'zod';
import { JsonElements } from './jsonElements';
import { jsonOf, readElement, readText, type Read } from './readText';
import { readTextParts } from './textParts';

/**
 * The elements of a file that holds one JSON list, those that are not of the shape with the reason; some at a time, so that a list of any
 * length takes little memory.
 * @throws DatasetFileError if it does not hold such a list, though perhaps not before the first elements
 */
export async function* readJsonList<Value>(path: string, schema: z.ZodType<Value>): AsyncGenerator<Read<Value>[]> {
  let index = 0;
  for await (const elements of elementsOf(path)) {
    const values = elements.map(parsedOrNothing);
    const end = values.indexOf(undefined);
    yield (end < 0 ? values : values.slice(0, end)).map((value) => readElement(value, schema, `${path}: [${index++}]`));
    // What is wrong is said of the whole.
    if (end >= 0) await refuse(path);
  }
}

/** The first element of a file that holds one JSON list, or else the whole. @throws DatasetFileError if neither is JSON */
export async function readJsonBeginning(path: string): Promise<unknown> {
  const reading = new JsonElements();
  for await (const part of readTextParts(path)) {
    const [first] = reading.add(part);
    const value = first === undefined ? undefined : parsedOrNothing(first);
    if (value !== undefined) return [value];
    if (first !== undefined || !reading.mayBeList) break;
  }
  return jsonOf(path, await readText(path), z.unknown());
}

async function* elementsOf(path: string): AsyncGenerator<string[]> {
  const reading = new JsonElements();
  for await (const part of readTextParts(path)) {
    const elements = reading.add(part);
    if (elements.length > 0) yield elements;
    if (!reading.mayBeList) break;
  }
  const { elements, isList } = reading.end();
  if (elements.length > 0) yield elements;
  if (!isList) await refuse(path);
}

async function refuse(path: string): Promise<void> {
  jsonOf(path, await readText(path), z.array(z.unknown()));
}

function parsedOrNothing(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
