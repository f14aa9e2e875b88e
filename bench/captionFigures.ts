import { CiderD } from '../src/captioner/metrics/ciderD';
import { tokenise } from '../src/captioner/metrics/tokenise';
import { estimate, type Estimate } from '../src/captioner/evaluation/bootstrap';

/** The mean of a value of each image, with its 95 % interval over images. */
export function meanOf(values: readonly number[]): Estimate {
  return estimate(values.length, (chosen) => chosen.reduce((sum, at) => sum + values[at], 0) / chosen.length, 1);
}

/** Gives CIDEr-D times 100 of captions of these images. @param references what people wrote of each */
export function ciderDAgainst(references: readonly (readonly string[])[]): (captions: readonly string[]) => Estimate {
  const words = references.map((captions) => captions.map(tokenise));
  const cider = CiderD.ofReferences(words);
  return (captions) => meanOf(captions.map((caption, at) => 100 * cider.score([tokenise(caption)], words[at])[0]));
}

/** Tells whether a caption stands, word for word, among those that were taught. */
export function copiesOf(taught: readonly string[]): (caption: string) => boolean {
  const asWords = (caption: string): string => tokenise(caption).join(' ');
  const known = new Set(taught.map(asWords));
  return (caption) => known.has(asWords(caption));
}
