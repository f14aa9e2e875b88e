import type { Choice } from './continuation';

/** A way to go on and the bytes that it would write, one character a byte; "" to end the caption. */
export interface Option {
  choice: Choice;
  bytes: string;
  /** How much it counts against the others; 1 where it is not given. */
  weight?: number;
}

/**
 * The way to go on whose next character is likeliest, then the one after it, and so on: of "man" 0.2, "boy" 0.15 and
 * "bike" 0.15 it is one that begins with b. People read a proposal up to its first wrong character, so that is what
 * should be right most often, not the piece.
 * @param options at least one
 */
export function chooseByCharacter(options: readonly Option[]): Choice {
  // Relative to the likeliest: the product of many small probabilities would be zero.
  const most = Math.max(...options.map(({ choice }) => choice.logProbability));
  let left = options;
  for (let at = 0; ; at++) {
    const mass = new Map<string, number>();
    for (const { bytes, choice, weight = 1 } of left) {
      const probability = weight * Math.exp(choice.logProbability - most);
      mass.set(bytes.charAt(at), (mass.get(bytes.charAt(at)) ?? 0) + probability);
    }
    const likeliest = [...mass.keys()].reduce((best, next) =>
      (mass.get(next) ?? 0) > (mass.get(best) ?? 0) ? next : best,
    );
    left = left.filter(({ bytes }) => bytes.charAt(at) === likeliest);
    if (likeliest === '' || left.length === 1) {
      return left.reduce((best, next) => (next.choice.logProbability > best.choice.logProbability ? next : best))
        .choice;
    }
  }
}
