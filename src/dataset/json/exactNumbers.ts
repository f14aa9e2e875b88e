import { findProperties } from './jsonObject';
import { isObject, type JsonObject } from './parsedObject';

/** A value of a row as its line spells it, for a number in it is more than a JavaScript number holds: an identifier of 64 bits, perhaps. */
export class SpeltValue {
  constructor(readonly json: string) {}
}

/** A value as JSON, spelt as it was where that is known; null where there is none. */
export function spelling(value: unknown): string {
  return value instanceof SpeltValue ? value.json : JSON.stringify(value ?? null);
}

/** All that is between the tokens of JSON and within its texts is passed over. */
const tokens = /"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/gu;
/** Where nothing of this stands, nothing is lost; nearly all lines are known so. Names of images that are hashes look like numbers within. */
const longNumber = /[:[,]\s*-?(?:\d{16}|\d[\d.]*[eE]\+?\d{2})/u;

/**
 * What a line of JSON holds, as JSON.parse gives it, but where that would change a number: then the value under that key is a
 * {@link SpeltValue}.
 * @throws SyntaxError
 */
export function parseExactly(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return isObject(value) ? withExactNumbers(value, json) : value;
}

/** Whether JSON may have a number that a JavaScript number cannot hold; nearly none does. */
export function mayLoseNumbers(json: string): boolean {
  return longNumber.test(json);
}

/** @param object what JSON.parse makes of the line */
export function withExactNumbers(object: JsonObject, json: string): JsonObject {
  if (!mayLoseNumbers(json)) return object;
  const spelt = new Map(
    findProperties(json).flatMap(({ key, value: { start, end } }) => {
      const text = json.slice(start, end);
      return losesNumber(text) ? [[key, new SpeltValue(text)] as const] : [];
    }),
  );
  if (spelt.size === 0) return object;
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, spelt.get(key) ?? value]));
}

function losesNumber(json: string): boolean {
  return (json.match(tokens) ?? []).some((token) => {
    const number = Number(token);
    if (/^-?\d+$/u.test(token)) return !Number.isFinite(number) || BigInt(number) !== BigInt(token);
    return number === Infinity || number === -Infinity;
  });
}
