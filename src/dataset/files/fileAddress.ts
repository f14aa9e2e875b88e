/**
 * The path that an address of a file means: Spark writes `file:/…` and `file:///…`, with percent signs or without. Anything else
 * comes back as it is.
 */
export function pathOfAddress(name: string): string {
  const path = /^file:(?:\/\/(?:localhost)?)?(\/.*)$/is.exec(name)?.[1];
  if (path === undefined) return name;
  const decoded = withoutPercents(path);
  return process.platform === 'win32' ? decoded.replace(/^\/([a-z]:)/i, '$1') : decoded;
}

/** The text without the percent signs of addresses, or as it is where they mean something else. */
export function withoutPercents(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
