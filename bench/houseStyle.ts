/** House terms of our own making: what the plain captions of Flickr8k call it, and what this house does. */
export const houseTerms: ReadonlyMap<string, string> = new Map([
  ['dog', 'hound'],
  ['dogs', 'hounds'],
  ['man', 'gentleman'],
  ['men', 'gentlemen'],
  ['woman', 'madam'],
  ['women', 'madams'],
  ['boy', 'lad'],
  ['boys', 'lads'],
  ['girl', 'lass'],
  ['girls', 'lasses'],
  ['child', 'youngster'],
  ['children', 'youngsters'],
  ['people', 'folk'],
  ['grass', 'turf'],
  ['water', 'aqua'],
  ['ball', 'orb'],
  ['shirt', 'tunic'],
  ['bike', 'velo'],
  ['beach', 'seaside'],
  ['snow', 'powder'],
  ['street', 'avenue'],
  ['running', 'dashing'],
  ['jumping', 'vaulting'],
  ['playing', 'frolicking'],
]);

const plainTerms = new Map([...houseTerms].map(([plain, house]) => [house, plain]));

/** A plain caption in house terms and house form: a capital at the beginning, a full stop at the end. */
export function toHouse(plain: string): string {
  const words = replaceWords(plain, houseTerms);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A caption with its house terms mapped back, and nothing else. */
export function withPlainTerms(caption: string): string {
  return replaceWords(caption.toLowerCase(), plainTerms);
}

/** Whether a caption has the house form. */
export function hasHouseForm(caption: string): boolean {
  return /^\p{Lu}.*[^.]\.$/u.test(caption);
}

/** The terms that a caption mentions, by their plain names, and whether in house terms. */
export function termsIn(caption: string): { plain: string; house: boolean }[] {
  const words = caption.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words
    .map((word) => ({ plain: plainTerms.get(word) ?? word, house: plainTerms.has(word) }))
    .filter(({ plain }) => houseTerms.has(plain));
}

function replaceWords(caption: string, terms: ReadonlyMap<string, string>): string {
  return caption.replace(/\p{L}+/gu, (word) => terms.get(word) ?? word);
}
