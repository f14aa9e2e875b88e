const fullChunk = 512;

/**
 * A list of distinct objects that are looked up both by their place and by themselves, and that come and go anywhere.
 * It is kept in chunks, so that neither costs noticeably more with 100,000 items than with 100.
 */
export class ChunkedList<T extends object> implements Iterable<T> {
  private chunks: T[][] = [];
  private places = new Map<T, T[]>();

  constructor(items: readonly T[] = []) {
    this.reset(items);
  }

  get length(): number {
    return this.places.size;
  }

  /** Replaces everything. */
  reset(items: readonly T[]): void {
    this.chunks = [];
    this.places = new Map();
    for (let start = 0; start < items.length; start += fullChunk) {
      const chunk = items.slice(start, start + fullChunk);
      this.chunks.push(chunk);
      for (const item of chunk) this.places.set(item, chunk);
    }
  }

  has(item: T): boolean {
    return this.places.has(item);
  }

  at(index: number): T | undefined {
    const place = this.locate(index);
    return place && this.chunks[place.chunk][place.offset];
  }

  /** The place of an item, -1 if it is not here. */
  indexOf(item: T): number {
    const wanted = this.places.get(item);
    if (!wanted) return -1;
    let before = 0;
    for (const chunk of this.chunks) {
      if (chunk === wanted) break;
      before += chunk.length;
    }
    return before + wanted.indexOf(item);
  }

  /** Adds an item, so that it stands at this place. */
  insert(index: number, item: T): void {
    const place = this.locate(index);
    const at = place?.chunk ?? Math.max(0, this.chunks.length - 1);
    const chunk = (this.chunks[at] ??= []);
    chunk.splice(place?.offset ?? chunk.length, 0, item);
    this.places.set(item, chunk);
    if (chunk.length < 2 * fullChunk) return;
    const half = chunk.splice(fullChunk);
    this.chunks.splice(at + 1, 0, half);
    for (const moved of half) this.places.set(moved, half);
  }

  /** Takes an item out; nothing happens if it is not here. */
  remove(item: T): void {
    const chunk = this.places.get(item);
    if (!chunk) return;
    chunk.splice(chunk.indexOf(item), 1);
    this.places.delete(item);
    if (chunk.length === 0) this.chunks.splice(this.chunks.indexOf(chunk), 1);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const chunk of this.chunks) yield* chunk;
  }

  private locate(index: number): { chunk: number; offset: number } | undefined {
    let offset = index;
    for (let chunk = 0; chunk < this.chunks.length; chunk++) {
      if (offset < this.chunks[chunk].length) return { chunk, offset };
      offset -= this.chunks[chunk].length;
    }
    return undefined;
  }
}
