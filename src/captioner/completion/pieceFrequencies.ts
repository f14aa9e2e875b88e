/** Of each piece, as if it had been expected and seen so often before (Jeffreys' prior of a rate). */
const seenBefore = 0.5;
/** Of the evidence for either, after each caption: what held lately is what holds. */
const kept = 0.99;

/**
 * Learns how often the pieces come that a model expects: in another domain, or in the words of another person, many that it
 * expects all the time never do ("dog"), and others come again and again. Its probabilities are multiplied by the ratio of both,
 * as far as there is evidence that this foretells better; else they stay what they were (the posterior of two hypotheses).
 */
export class PieceFrequencies {
  private readonly expected: Float64Array;
  private readonly seen: Float64Array;
  /** Of seen to expected, of each piece. */
  private ratios: Float64Array | undefined;
  /** For the ratios, against the model as it is, in nats. */
  private evidence = 0;

  constructor(vocabulary: number) {
    this.expected = new Float64Array(vocabulary);
    this.seen = new Float64Array(vocabulary);
  }

  /**
   * Learns from a caption.
   * @param pieces that came, one after another
   * @param said what the model said of each next piece before each of them, in nats [pieces][vocabulary]
   */
  learn(pieces: readonly number[], said: readonly Float32Array[]): void {
    const { expected, seen } = this;
    const ratios = this.currentRatios();
    this.evidence *= kept;
    for (const [at, piece] of pieces.entries()) {
      const probabilities = said[at].map(Math.exp);
      this.evidence += Math.log(ratios[piece] / sumOfProducts(probabilities, ratios));
      probabilities.forEach((probability, other) => (expected[other] += probability));
      seen[piece]++;
    }
    this.ratios = undefined;
  }

  /**
   * @param said of each next piece, in nats [vocabulary]
   * @returns their probabilities [vocabulary]
   */
  expect(said: Float32Array): Float32Array {
    const probabilities = said.map(Math.exp);
    const ratios = this.currentRatios();
    const share = 1 / (1 + Math.exp(-this.evidence));
    const ofRatios = share / sumOfProducts(probabilities, ratios);
    return probabilities.map((probability, piece) => probability * (ofRatios * ratios[piece] + 1 - share));
  }

  private currentRatios(): Float64Array {
    const { expected, seen } = this;
    return (this.ratios ??= expected.map((times, piece) => (seenBefore + seen[piece]) / (seenBefore + times)));
  }
}

function sumOfProducts(ones: Float32Array, others: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < ones.length; at++) sum += ones[at] * others[at];
  return sum;
}
