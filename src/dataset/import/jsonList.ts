import { readDocument } from './jsonDocument';
import { readElement, type Read, type Shape } from './readText';

/**
 * The elements of a file that holds one JSON list, those that are not of the shape with the reason; some at a time.
 * @throws DatasetFileError if it does not hold such a list, though perhaps not before the first elements
 */
export async function* readJsonList<Value>(path: string, shape: Shape<Value>): AsyncGenerator<Read<Value>[]> {
  for await (const items of readDocument(path, { outermost: 'list' }))
    yield items.map(({ index, value }) => readElement(value, shape, `${path}: [${index}]`));
}
