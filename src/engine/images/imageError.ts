/** An image that cannot be used. The reason is a sentence for a person, with the way out where there is one. */
export class ImageError extends Error {
  override name = 'ImageError';

  constructor(
    readonly path: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason}`, options);
  }
}
