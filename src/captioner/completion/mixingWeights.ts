/** Of the second model where it knows nothing of what came before, until something was learned. */
const firstWeight = 0.1;
/** How much of the distrust in it is left with each further piece of the context that it knew, until something was learned. */
const distrustLeft = 0.75;
/** What is thought beforehand counts as much as so many pieces. */
const firstPieces = 2;
/** What was learned from a piece counts half after some 70 others of its length: what held lately is what holds. */
const kept = 0.99;

/**
 * How far two models of the next piece are to be trusted, learned while both predict what comes: of each piece the share that the
 * second one had in expecting it (a step of EM for interpolated models; Jelinek and Mercer 1980), apart for each length of the
 * context that the second one knew. A length of which little was learned goes by the one below: who knew more is trusted more.
 */
export class MixingWeights {
  /** Of the pieces that were learned from, by the length of the context. */
  private readonly shares: Float64Array;
  private readonly pieces: Float64Array;

  /** @param longestContext the longest one that is told apart */
  constructor(private readonly longestContext: number) {
    this.shares = new Float64Array(longestContext + 1);
    this.pieces = new Float64Array(longestContext + 1);
  }

  /** The weight of the second model, above 0 and below 1. @param known the length of the context that it knew */
  at(known: number): number {
    const length = Math.min(known, this.longestContext);
    let weight = firstWeight;
    for (let shorter = 0; shorter <= length; shorter++) {
      const expected = shorter === 0 ? weight : 1 - (1 - weight) * distrustLeft;
      weight = (firstPieces * expected + this.shares[shorter]) / (firstPieces + this.pieces[shorter]);
    }
    return weight;
  }

  /** A piece came that the first model and the second had expected with these probabilities. */
  learn(known: number, first: number, second: number): void {
    const length = Math.min(known, this.longestContext);
    const weight = this.at(known);
    const ofSecond = weight * second;
    const ofBoth = (1 - weight) * first + ofSecond;
    if (ofBoth === 0) return;
    this.shares[length] = kept * this.shares[length] + ofSecond / ofBoth;
    this.pieces[length] = kept * this.pieces[length] + 1;
  }
}
