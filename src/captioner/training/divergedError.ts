/** The loss is no longer a finite number. */
export class DivergedError extends Error {
  override name = 'DivergedError';

  /** @param step at which it was seen, counted from 1 */
  constructor(readonly step: number) {
    super(`The loss is not finite at step ${step}.`);
  }
}
