import { firstKey, imageKeys } from '../../dataset/import/columns';
import { findProperties } from '../../dataset/json/jsonObject';
import { rowKeys } from '../../dataset/rows/row';
import { isObject } from '../../dataset/json/parsedObject';

/** What a line of JSON says of an image that is to be captioned. */
export type InputRow = ({ image: string } | { problem: string }) & {
  /** What stands there under keys that are not Showtell's, spelled as it was: `,"id":7`. */
  others: string;
};

const ownKeys: readonly string[] = [...Object.values(rowKeys), 'problem'];

/** Reads a line of `showtell caption - --jsonl`. */
export function readInputRow(line: string): InputRow {
  const object = parse(line);
  if (!isObject(object)) return { problem: 'The line is no JSON object.', others: '' };
  const key = firstKey(Object.keys(object), imageKeys);
  const image = key === undefined ? undefined : object[key];
  const others = otherJson(line);
  if (typeof image === 'string' && image !== '') return { image, others };
  return { problem: `The line names no image: one of ${imageKeys.slice(0, 4).join(', ')} … is needed.`, others };
}

/** What an object says under keys that are not Showtell's, letter for letter: numbers of any length stay what they are. */
export function otherJson(json: string): string {
  const properties = findProperties(json);
  return properties
    .filter(({ key }, at) => !ownKeys.includes(key) && isLast(properties, at))
    .map(({ keyRange, value }) => `,${json.slice(keyRange.start, keyRange.end)}:${json.slice(value.start, value.end)}`)
    .join('');
}

/** Of a key that stands there twice, readers see the last. */
function isLast(properties: readonly { key: string }[], at: number): boolean {
  return properties.findLastIndex(({ key }) => key === properties[at].key) === at;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
