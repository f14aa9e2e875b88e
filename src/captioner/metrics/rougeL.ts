/** How much more recall counts than precision, as pycocoevalcap has it. */
const beta = 1.2;

/**
 * ROUGE-L (Lin 2004): the longest common subsequence with the references, the mean over images.
 * @returns 0 to 1
 */
export function rougeL(candidates: readonly string[][], references: readonly string[][][]): number {
  const scores = candidates.map((words, image) => {
    const common = references[image].map((reference) => longestCommonSubsequence(words, reference));
    const precision = Math.max(...common.map((length) => (words.length > 0 ? length / words.length : 0)));
    const recall = Math.max(
      ...common.map((length, index) =>
        references[image][index].length > 0 ? length / references[image][index].length : 0,
      ),
    );
    if (precision === 0 || recall === 0) return 0;
    return ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function longestCommonSubsequence(one: readonly string[], other: readonly string[]): number {
  let previous = new Array<number>(other.length + 1).fill(0);
  for (const word of one) {
    const current = [0];
    other.forEach((otherWord, at) =>
      current.push(word === otherWord ? previous[at] + 1 : Math.max(previous[at + 1], current[at])),
    );
    previous = current;
  }
  return previous[other.length];
}
