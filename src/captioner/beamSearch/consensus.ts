import { CiderD } from '../metrics/ciderD';
import type { NgramModel } from '../ngrams/ngramModel';
import type { Hypothesis } from './beams';
import type { Preference } from './preference';

/** How much less one caption's voice counts for each nat that its score is behind the best one's; 2 to 8 do much the same. */
const sharpness = 4;

/**
 * Of several captions of an image that are nearly as likely, the one that is most like all of them: what they agree on is right more
 * often than what the likeliest of them says alone (minimum Bayes risk: Kumar and Byrne 2004; of captions: Devlin et al. 2015). Alike as
 * CIDEr-D has it, so that what many captions say counts little.
 */
export class Consensus implements Preference {
  private constructor(private readonly cider: CiderD) {}

  /** @param ngrams of captions, which tell how many of them say something */
  static of(ngrams: NgramModel): Consensus {
    const known = consensuses.get(ngrams);
    if (known) return known;
    const withNgram = (ngram: string): number => ngrams.timesSeen(ngram.split(' ').map(Number));
    const made = new Consensus(new CiderD({ documents: ngrams.captions, withNgram }));
    consensuses.set(ngrams, made);
    return made;
  }

  /** @param found best first, at least one @returns the same, the one that all agree on most before the others */
  order(found: readonly Hypothesis[]): Hypothesis[] {
    const captions = found.map(({ nodes }) => nodes.map(({ piece }) => String(piece)));
    const voices = found.map(({ score }) => Math.exp(sharpness * (score - found[0].score)));
    const alike = this.cider.likeness(captions);
    const agreement = alike.map((row) => row.reduce((sum, likeness, at) => sum + likeness * voices[at], 0));
    const chosen = agreement.indexOf(Math.max(...agreement));
    return [found[chosen], ...found.toSpliced(chosen, 1)];
  }
}

/** The same for all images of a model. */
const consensuses = new WeakMap<NgramModel, Consensus>();
