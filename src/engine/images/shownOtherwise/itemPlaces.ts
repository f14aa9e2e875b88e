/**
 * Where the items of an ISO file begin, such as the picture and its transparency (ISO 14496-12, section 8.11.3).
 * @param iloc the content of that box
 * @returns offsets in the file; of items that are kept elsewhere nothing
 */
export function itemPlaces(iloc: Buffer): number[] {
  let at = 0;
  const next = (bytes: number): number => {
    let value = 0;
    for (const end = at + bytes; at < end; at++) value = value * 256 + (iloc[at] ?? 0);
    return value;
  };
  const version = next(1);
  next(3);
  const [offsets, bases] = [next(1), next(1)];
  const [offsetSize, lengthSize, baseSize] = [offsets >> 4, offsets & 15, bases >> 4];
  const indexSize = version === 0 ? 0 : bases & 15;
  const places: number[] = [];
  for (let items = next(version < 2 ? 2 : 4); items > 0 && at < iloc.length; items--) {
    next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(baseSize);
    for (let extents = next(2), first = true; extents > 0 && at < iloc.length; extents--, first = false) {
      next(indexSize);
      const offset = next(offsetSize);
      next(lengthSize);
      if (first && method === 0) places.push(base + offset);
    }
  }
  return places;
}
