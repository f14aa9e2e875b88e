/** Why something failed, in the words of what was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same as a part of a sentence: without the full stop at its end. */
export function reasonWithoutStop(error: unknown): string {
  return reasonOf(error).replace(/\.$/, '');
}
