import { countNgrams, ngramSize } from './ngrams';

const longest = 4;
/** How quickly a difference in length costs, in words. */
const sigma = 6;

/** A caption as weights of its n-grams, by their length. */
interface CaptionVector {
  weights: Map<string, number>[];
  norms: number[];
  /** Words, counted as pycocoevalcap does: its bigrams. */
  length: number;
}

/** In how many documents something is said. */
export interface DocumentFrequencies {
  /** In all. */
  documents: number;
  /** @param ngram words, joined by a space */
  readonly withNgram: (ngram: string) => number;
}

/**
 * CIDEr-D (Vedantam, Zitnick and Parikh 2015), as pycocoevalcap's `Cider` computes it, with the document frequencies of
 * the references that it is made with. A figure for a corpus: with few images it means little, with one it is 0.
 */
export class CiderD {
  /** @param frequencies what is said of many images tells little of one */
  constructor(private readonly frequencies: DocumentFrequencies) {}

  /** @param references the words of each image's references */
  static ofReferences(references: readonly string[][][]): CiderD {
    const frequencies = new Map<string, number>();
    for (const list of references) {
      const seen = new Set(list.flatMap((words) => [...countNgrams(words, longest).keys()]));
      for (const ngram of seen) frequencies.set(ngram, (frequencies.get(ngram) ?? 0) + 1);
    }
    return new CiderD({ documents: references.length, withNgram: (ngram) => frequencies.get(ngram) ?? 0 });
  }

  /**
   * How much some captions of one image are like its references.
   * @returns for each about 0 to 10; papers report it times 100
   */
  score(candidates: readonly string[][], references: readonly string[][]): number[] {
    const wanted = references.map((words) => toVector(words, this.frequencies));
    return candidates.map((words) => {
      const candidate = toVector(words, this.frequencies);
      const similarities = wanted.map((reference) => similarity(candidate, reference));
      return (10 * similarities.reduce((sum, one) => sum + one, 0)) / similarities.length;
    });
  }

  /** How much each of some captions is like each of them, 0 to 1 [candidate][reference]. */
  likeness(captions: readonly string[][]): number[][] {
    const vectors = captions.map((words) => toVector(words, this.frequencies));
    return vectors.map((candidate) => vectors.map((reference) => similarity(candidate, reference)));
  }
}

/** The mean over a corpus, one caption an image, with the document frequencies of its own references. */
export function ciderD(candidates: readonly string[][], references: readonly string[][][]): number {
  const cider = CiderD.ofReferences(references);
  const scores = candidates.map((words, image) => cider.score([words], references[image])[0]);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function toVector(words: readonly string[], { documents, withNgram }: DocumentFrequencies): CaptionVector {
  const logImages = Math.log(documents);
  const weights = Array.from({ length: longest }, () => new Map<string, number>());
  const norms = new Array<number>(longest).fill(0);
  let length = 0;
  for (const [ngram, count] of countNgrams(words, longest)) {
    const size = ngramSize(ngram) - 1;
    const weight = count * (logImages - Math.log(Math.max(1, withNgram(ngram))));
    weights[size].set(ngram, weight);
    norms[size] += weight ** 2;
    if (size === 1) length += count;
  }
  return { weights, norms: norms.map(Math.sqrt), length };
}

/** The mean over n-gram lengths of the clipped cosine, less a penalty for another length. */
function similarity(candidate: CaptionVector, reference: CaptionVector): number {
  const penalty = Math.exp(-((candidate.length - reference.length) ** 2) / (2 * sigma ** 2));
  let sum = 0;
  candidate.weights.forEach((weights, size) => {
    let product = 0;
    for (const [ngram, weight] of weights) {
      const other = reference.weights[size].get(ngram) ?? 0;
      product += Math.min(weight, other) * other;
    }
    const norms = candidate.norms[size] * reference.norms[size];
    if (norms !== 0) product /= norms;
    sum += product * penalty;
  });
  return sum / longest;
}
