export interface CompletionOptions {
  /** Continuations at most: the first is the one to show, the others begin with other pieces. */
  count?: number;
  /** Pieces at most, those that were typed included. */
  maxPieces?: number;
  /**
   * What stands behind the caret and is not wanted: whoever puts the caret in front of a character says that it is wrong
   * (Sanchis-Trilles et al. 2008), so no continuation begins with it. "" says that the caption does not end here.
   */
  instead?: string;
}

/** How what was typed could go on. */
export interface Completion {
  /** What follows the caret; never empty. */
  continuation: string;
  /** Of the word at the caret and all that follows, in nats. */
  logProbability: number;
}
