/** What a new word begins as. */
export interface WordOrigin {
  /** Pieces of the model with their weights, which sum to 1. */
  pieces: ReadonlyMap<number, number>;
  /** How much of what was expected of these pieces the word takes, as a logarithm. */
  logShare: number;
}

/** Where new words are told what they begin as. */
export interface WordOrigins {
  /** @param word in lower case @returns nothing where nothing is known of it */
  originOf(word: string): WordOrigin | undefined;
}
