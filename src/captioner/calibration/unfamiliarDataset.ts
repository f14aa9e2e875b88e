/** With fewer pictures a few odd ones among them would speak for all. */
const enoughPictures = 20;
/**
 * Between datasets that are like what the captioner knows and those that are not. Familiarity is halved where one in a hundred
 * known pictures lies as far off (`unusualShare` is two): on the lower side a picture is, on average, stranger than nearly all
 * that is known. Of sets that nothing was fitted to, photographs of other things are above, and what is seen from elsewhere is
 * far below (docs/confidence-trials.md).
 */
const halfFamiliar = 0.5;

/** The familiarities of some pictures, each from 0 to 1, summed up. */
export interface FamiliaritySums {
  pictures: number;
  sum: number;
  squares: number;
}

/**
 * Whether a dataset as a whole is unlike what a captioner knows, so that it has to be taught before it is of use there. Folders
 * begin with pictures that are alike, so that the mean counts only where it is off the middle by its standard error.
 * @returns undefined where that cannot be said (yet)
 */
export function isUnfamiliar({ pictures, sum, squares }: FamiliaritySums): boolean | undefined {
  if (pictures < enoughPictures) return undefined;
  const mean = sum / pictures;
  const standardError = Math.sqrt(Math.max(0, squares / pictures - mean * mean) / pictures);
  if (Math.abs(mean - halfFamiliar) <= standardError) return undefined;
  return mean < halfFamiliar;
}
