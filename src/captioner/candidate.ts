import type { Certainty } from './calibration/calibration';
import type { Hypothesis } from './beamSearch/beams';
import type { Candidate, SuggestedWord } from './suggestion';
import { captionText, isName, wordsOf } from './captionText';
import type { Vocabulary } from './vocabulary/vocabulary';

/**
 * Turns what the search found into words with their probabilities and where the captioner looked for them.
 * @param certainty how much may be believed of what the network says about this image
 */
export function toCandidate(hypothesis: Hypothesis, vocabulary: Vocabulary, certainty: Certainty): Candidate {
  const { nodes, logProbability, isCut } = hypothesis;
  const words = wordsOf(nodes, vocabulary).map((word): SuggestedWord => {
    const said = Math.exp(word.nodes.reduce((sum, node) => sum + node.logProbability, 0));
    return {
      text: word.text,
      probability: certainty.word({ text: word.text, probability: said, isNamed: isName(word) }),
      attention: meanAttention(word.nodes.map((node) => node.attention)),
    };
  });
  return {
    text: captionText(nodes, vocabulary),
    words,
    logProbability,
    confidence: certainty.caption(Math.exp(logProbability / (nodes.length + 1))),
    ...(isCut && { cutAt: nodes.length }),
  };
}

/** The mean of attention weights, which sums to 1 as they do. */
function meanAttention(weights: readonly Float32Array[]): number[] {
  return Array.from(weights[0], (_, location) => weights.reduce((sum, one) => sum + one[location], 0) / weights.length);
}
