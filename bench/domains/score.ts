import { CiderD } from '../../src/captioner/metrics/ciderD';
import { scoreCaptions } from '../../src/captioner/metrics/scores';
import { tokenise } from '../../src/captioner/metrics/tokenise';
import { varietyOf } from '../../src/captioner/metrics/variety';
import { estimate } from '../../src/captioner/training/fineTune/bootstrap';
import type { Estimate } from '../../src/captioner/training/fineTune/report';

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
  const words = captions.map(tokenise);
  const referenceWords = references.map((list) => list.map(tokenise));
  const cider = new CiderD(referenceWords);
  const each = words.map((one, at) => 100 * cider.score([one], referenceWords[at])[0]);
  const due = named.filter(({ right }) => right.size > 0);
  const hits = due.map(({ right, said }) => ([...right].some((one) => said.has(one)) ? 100 : 0));
  const known = new Set(learned.map((caption) => tokenise(caption).join(' ')));
  return {
    ciderD: meanOf(each),
    bleu4: 100 * scoreCaptions(captions, references).bleu4,
    named: meanOf(hits),
    different: varietyOf(captions).distinct,
    copied: (100 * words.filter((one) => known.has(one.join(' '))).length) / captions.length,
  };
}

function meanOf(values: readonly number[]): Estimate {
  return estimate(values.length, (chosen) => chosen.reduce((sum, at) => sum + values[at], 0) / chosen.length, 1);
}
