import * as z from 'zod';
import { roundTo4 } from './roundTo4';
import { logistic, maximiseLikelihood } from './logisticRegression';

/**
 * How the chance that a word is right follows from what the network says, calibrated, and from what the word detectors say of the image:
 * 1 / (1 + exp(−(said · log odds + detected · log share + constant))).
 */
export const secondOpinionSchema = z.object({ said: z.number(), detected: z.number(), constant: z.number() });
export type SecondOpinion = z.infer<typeof secondOpinionSchema>;

/** Log odds stay finite. */
const smallest = 1e-3;

/** A word that was said. Both are numbers from 0 to 1. */
export interface HeardWord {
  /** The calibrated probability. */
  said: number;
  /** How likely the detectors find it of the image. */
  detected: number;
}

export function applySecondOpinion({ said, detected, constant }: SecondOpinion, word: HeardWord): number {
  const [odds, share] = featuresOf(word);
  return logistic(said * odds + detected * share + constant);
}

/** @param words with their truth, 0 or 1, and how familiar their image is, above 0 to 1 */
export function fitSecondOpinion(
  words: readonly (HeardWord & { truth: number; familiarity: number })[],
): SecondOpinion {
  const [said, detected, constant] = maximiseLikelihood(
    words.map(featuresOf),
    words.map(({ truth }) => truth),
    words.map(({ familiarity }) => familiarity),
    [true, true, true],
  ).map(roundTo4);
  return { said, detected, constant };
}

function featuresOf({ said, detected }: HeardWord): [number, number, number] {
  const inside = Math.min(1 - smallest, Math.max(smallest, said));
  return [Math.log(inside / (1 - inside)), Math.log(Math.max(smallest, detected)), 1];
}
