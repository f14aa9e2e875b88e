import { readDocument } from './jsonDocument';
import { readElement, type Read, type Shape } from './readText';

/**
 * The elements of a file that holds one JSON list, those that are not of the shape with the reason; some at a time.
 * @param parse of an element in which JSON.parse may change a number
 * @throws DatasetFileError if it does not hold such a list, though perhaps not before the first elements
 */
export async function* readJsonList<Value>(
  path: string,
  shape: Shape<Value>,
  parse?: (json: string) => unknown,
): AsyncGenerator<Read<Value>[]> {
  for await (const items of readDocument(path, { outermost: 'list' }))
    yield items.map(({ index, value, json }) =>
      readElement(parse && json !== undefined ? parse(json) : value, shape, `${path}: [${index}]`),
    );
}
