import { findProperties, jsonInOneLine, type PropertyRange } from '../json/jsonObject';

/**
 * Writes a row that holds a list `captions` as several rows, each with one caption in its `text` (or `caption`, where the
 * row has that). All other keys are in each of them, byte for byte.
 * @param json the line of a row that has a list `captions`
 * @param captions what the rows shall hold, one or more
 * @returns the lines, without line endings
 */
export function splitCaptions(json: string, captions: readonly string[]): string[] {
  const properties = findProperties(json);
  const listAt = properties.findLastIndex(({ key }) => key === 'captions');
  const list = properties[listAt];
  const own = properties.findLast(({ key }) => key === 'text') ?? properties.findLast(({ key }) => key === 'caption');
  if (!own) {
    const colon = json.slice(list.keyRange.end, list.value.start);
    return captions.map(
      (caption) =>
        `${json.slice(0, list.keyRange.start)}"text"${colon}${jsonInOneLine(caption)}${json.slice(list.value.end)}`,
    );
  }
  const removed = rangeOf(properties, listAt);
  return captions.map((caption) => {
    const value = { ...own.value, text: jsonInOneLine(caption) };
    const splices = [value, { ...removed, text: '' }].sort((one, other) => other.start - one.start);
    return splices.reduce((line, { start, end, text }) => line.slice(0, start) + text + line.slice(end), json);
  });
}

/** The list with the comma that goes with it: the one after it where it comes first, as another property has the caption. */
function rangeOf(properties: readonly PropertyRange[], listAt: number): { start: number; end: number } {
  if (listAt === 0) return { start: properties[0].keyRange.start, end: properties[1].keyRange.start };
  return { start: properties[listAt - 1].value.end, end: properties[listAt].value.end };
}
