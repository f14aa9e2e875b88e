import { tokenise } from '../../metrics/tokenise';
import { varietyOf } from '../../metrics/variety';
import type { Reading } from './report';

const mostOften = 3;

/**
 * Whether captions are worth reading: whether they tell images apart, and whether what they name is there. A word counts the
 * more, the fewer of the images people say it of (its inverse document frequency; Spärck Jones 1972): "a" tells nothing.
 * @param captions one for each image
 * @param references what people wrote of each
 */
export function readingOf(captions: readonly string[], references: readonly (readonly string[])[]): Reading {
  const written = references.map((texts) => new Set(texts.flatMap(tokenise)));
  const images = new Map<string, number>();
  for (const words of written) for (const word of words) images.set(word, (images.get(word) ?? 0) + 1);
  let named = 0;
  let right = 0;
  captions.forEach((caption, at) => {
    for (const word of new Set(tokenise(caption))) {
      const weight = Math.log((written.length + 1) / ((images.get(word) ?? 0) + 1));
      named += weight;
      if (written[at].has(word)) right += weight;
    }
  });
  return {
    distinct: varietyOf(captions).distinct,
    mostSaid: mostSaid(captions),
    right: named > 0 ? right / named : 0,
  };
}

/** The captions that come more than once, the most frequent first. */
function mostSaid(captions: readonly string[]): Reading['mostSaid'] {
  const times = new Map<string, number>();
  for (const caption of captions) times.set(caption, (times.get(caption) ?? 0) + 1);
  return [...times]
    .filter(([, count]) => count > 1)
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostOften)
    .map(([caption, count]) => ({ caption, times: count }));
}
