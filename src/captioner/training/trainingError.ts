/** Training that cannot begin or go on; the message says what to do. */
export class TrainingError extends Error {
  override name = 'TrainingError';
}
