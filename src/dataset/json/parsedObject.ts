/** A parsed JSON object. Keys such as `__proto__` are ordinary keys here, as JSON.parse makes them. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value of an own key; what an object inherits is no part of the file. */
export function valueOf(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether a parsed value is an object with keys. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
