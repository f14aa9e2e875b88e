import { Matrix } from 'ml-matrix';

/**
 * In which share of each image's captions words are.
 * @param captions for each image its captions, each as its words, or as what stands for them
 * @param isKept whether a word that so many images have is kept
 * @returns the words that are kept, in order, and their shares [images, words], with one column at least
 */
export function captionShares<Word>(
  captions: readonly (readonly (readonly Word[])[])[],
  isKept: (images: number) => boolean,
  order: (one: Word, other: Word) => number,
): { words: Word[]; shares: Matrix } {
  const ofImages = captions.map((ofImage) => {
    const said = new Map<Word, number>();
    for (const caption of ofImage)
      for (const word of new Set(caption)) said.set(word, (said.get(word) ?? 0) + 1 / ofImage.length);
    return said;
  });
  const counts = new Map<Word, number>();
  for (const said of ofImages) for (const word of said.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts]
    .filter(([, images]) => isKept(images))
    .map(([word]) => word)
    .sort(order);
  const shares = Matrix.zeros(captions.length, Math.max(1, words.length));
  ofImages.forEach((said, image) => words.forEach((word, at) => shares.set(image, at, said.get(word) ?? 0)));
  return { words, shares };
}
