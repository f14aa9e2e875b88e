import { scoreCaptions } from '../../src/captioner/metrics/scores';
import { varietyOf } from '../../src/captioner/metrics/variety';
import type { Estimate } from '../../src/captioner/evaluation/bootstrap';
import { ciderDAgainst, copiesOf, meanOf } from '../captionFigures';

/** How captions of unseen pictures do; scores × 100. */
export interface DomainScores {
  ciderD: Estimate;
  bleu4: number;
  /** Of the pictures of which something is to be named rightly, the share whose caption does. */
  named: Estimate;
  different: number;
  /** The share of captions that stand word for word among those that were learned. */
  copied: number;
}

/** @param named for each picture what of the captions is right, and what the caption says of it */
export function scoreDomain(
  captions: readonly string[],
  references: readonly string[][],
  learned: readonly string[],
  named: readonly { right: ReadonlySet<string>; said: ReadonlySet<string> }[],
): DomainScores {
  const due = named.filter(({ right }) => right.size > 0);
  const hits = due.map(({ right, said }) => ([...right].some((one) => said.has(one)) ? 100 : 0));
  return {
    ciderD: ciderDAgainst(references)(captions),
    bleu4: 100 * scoreCaptions(captions, references).bleu4,
    named: meanOf(hits),
    different: varietyOf(captions).distinct,
    copied: (100 * captions.filter(copiesOf(learned)).length) / captions.length,
  };
}
