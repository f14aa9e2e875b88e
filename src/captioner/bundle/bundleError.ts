/** A model bundle that cannot be used; the message names it, says why, and what to do. */
export class BundleError extends Error {
  override name = 'BundleError';

  constructor(
    readonly directory: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `The model in ${directory} cannot be used: ${reason}. Choose another model, or put a whole copy in its place.`,
      options,
    );
  }
}
