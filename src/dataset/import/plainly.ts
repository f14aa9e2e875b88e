/** Whether a value is a text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a value is a list of such values alone. */
export function isListOf<Item>(value: unknown, isOne: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(isOne);
}

/** Whether a value is missing, or such a one. */
export function isMissingOr<Value>(
  value: unknown,
  isOne: (value: unknown) => value is Value,
): value is Value | undefined {
  return value === undefined || isOne(value);
}
