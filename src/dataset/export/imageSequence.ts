/** Images in their order, each made when its turn comes: a million of them fill the memory. */
export class ImageSequence<Image> implements Iterable<Image> {
  /**
   * @param length how many they are
   * @param imageAt makes one of them
   */
  constructor(
    readonly length: number,
    readonly imageAt: (at: number) => Image,
  ) {}

  *[Symbol.iterator](): Generator<Image> {
    for (let at = 0; at < this.length; at++) yield this.imageAt(at);
  }

  slice(start: number, end: number): ImageSequence<Image> {
    return new ImageSequence(Math.max(0, Math.min(end, this.length) - start), (at) => this.imageAt(start + at));
  }

  map<Other>(make: (image: Image, at: number) => Other): ImageSequence<Other> {
    return new ImageSequence(this.length, (at) => make(this.imageAt(at), at));
  }

  filter(isWanted: (image: Image) => boolean): ImageSequence<Image> {
    const places: number[] = [];
    for (let at = 0; at < this.length; at++) if (isWanted(this.imageAt(at))) places.push(at);
    return new ImageSequence(places.length, (at) => this.imageAt(places[at]));
  }
}
