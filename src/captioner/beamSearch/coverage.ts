import type { SearchNode } from './beams';
import type { Preference } from './preference';

/** How much it counts beside a caption's score; 0.1 to 0.3 do much the same. */
const weight = 0.2;
/** Of a location that was not looked at: attention is never quite nothing. */
const leastAttention = 1e-6;

/**
 * Of captions that are nearly as likely the one that tells more of the image: to a caption's score is added the mean over the image's
 * locations of the logarithm of how much its pieces looked there, all together and once at most (coverage penalty: Wu et al. 2016,
 * equation 14). Where there are objects to name, what names them comes first as it is. Without attention nothing changes.
 */
export const coverage: Preference = {
  order(found, objects) {
    if (objects && objects.names.length > 0) return [...found];
    const worth = found.map((hypothesis) => ({
      hypothesis,
      score: hypothesis.score + weight * coverageOf(hypothesis.nodes),
    }));
    return worth.toSorted((one, other) => other.score - one.score).map(({ hypothesis }) => hypothesis);
  },
};

/** In nats, at most 0. */
function coverageOf(nodes: readonly SearchNode[]): number {
  if (nodes.length === 0) return Math.log(leastAttention);
  const locations = nodes[0].attention.length;
  if (locations === 0) return 0;
  const looked = new Float64Array(locations);
  // As loops: a function for each value takes several times as long.
  for (const { attention } of nodes) for (let at = 0; at < locations; at++) looked[at] += attention[at];
  let sum = 0;
  for (const share of looked) sum += Math.log(Math.min(1, Math.max(leastAttention, share)));
  return sum / locations;
}
