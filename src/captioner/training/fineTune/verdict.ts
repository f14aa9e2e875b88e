import type { FineTuneReport } from './report';

/**
 * Whether a model is worth using. It is better if it says likelier what people wrote, and its captions are nearer to theirs by
 * CIDEr-D and by what there is to correct, one of the two surely and neither surely worse.
 */
export function verdictOn({
  before,
  after,
  change,
}: Pick<FineTuneReport, 'before' | 'after' | 'change'>): FineTuneReport['verdict'] {
  const nearer = change.ciderD.value > 0 || change.correcting.value < 0;
  const farther = (change.ciderD.interval?.[1] ?? 0) < 0 || (change.correcting.interval?.[0] ?? 0) > 0;
  if (after.loss >= before.loss || !nearer || farther) return 'notBetter';
  const sure = (change.ciderD.interval?.[0] ?? 0) > 0 || (change.correcting.interval?.[1] ?? 0) < 0;
  return sure ? 'better' : 'probablyBetter';
}
