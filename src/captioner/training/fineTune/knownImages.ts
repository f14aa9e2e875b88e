import { estimate, type Estimate } from '../../evaluation/bootstrap';
import { isSurelyAbove } from './verdict';
import type { WordFlow } from './wordFlow';

/**
 * In probability of words, all of a caption together. Of satellite and shop pictures it was 0.00 with 10 to 100 captions, of
 * Flickr8k's in house terms 0.3 to 0.7.
 */
const hardly = 0.1;

/** Whether the model surely expects more of what people wrote of their image than it would of another one. */
export function knowsImages(flow: WordFlow): boolean {
  return isSurelyAbove(gainOfSeeing(flow));
}

/** Whether it surely makes next to no difference to the model which image it sees: what it says of these is worth nothing. */
export function hardlyKnowsImages(flow: WordFlow): boolean {
  const { interval } = gainOfSeeing(flow);
  return interval !== null && interval[1] < hardly;
}

function gainOfSeeing({ seen }: WordFlow): Estimate {
  return estimate(seen.length, (chosen) => chosen.reduce((sum, at) => sum + seen[at], 0) / chosen.length, 1);
}
