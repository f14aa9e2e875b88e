import type { CaptioningModel } from '../src/captioner/captioningModel';
import { captionImages } from '../src/captioner/evaluation/captionImages';
import { scoreCaptions } from '../src/captioner/metrics/scores';
import type { ImageCaptions } from '../src/captioner/training/captionedImage';
import type { GridSource } from '../src/captioner/training/examples';
import { toPlainStyle } from '../src/captioner/vocabulary/captionStyle';
import { hasHouseForm, termsIn, toHouse, withPlainTerms } from './houseStyle';

/** Images with people's captions that no model here was taught. */
export interface Unseen {
  images: readonly ImageCaptions[];
  grids: GridSource;
}

/** How well captions keep to the house style; CIDEr-D times 100. */
export interface HouseScores {
  /** Of the mentions of a thing that has a house term, the share that uses it. */
  terms: number;
  mentions: number;
  /** Of the things with a house term that most of an image's people name, the share that its caption names by that term. */
  named: number;
  /** The share of captions in house form. */
  form: number;
  /** CIDEr-D against the references in house style. */
  house: number;
  /** CIDEr-D against the references as they are, after the house terms, and nothing else, are mapped back. */
  plain: number;
}

/** The captions of a model of unseen images. */
export function captionUnseen(model: CaptioningModel, { images, grids }: Unseen): Promise<string[]> {
  return captionImages({ model, grids, images: images.map(({ image }) => image) });
}

export function scoreHouseStyle(captions: readonly string[], images: readonly ImageCaptions[]): HouseScores {
  const plain = images.map((one) => one.captions.map(toPlainStyle));
  const house = plain.map((references) => references.map(toHouse));
  const ciderD = (texts: readonly string[], references: string[][]): number =>
    100 * scoreCaptions([...texts], references).ciderD;
  const mentions = captions.flatMap(termsIn);
  return {
    terms: mentions.filter((mention) => mention.house).length / Math.max(1, mentions.length),
    mentions: mentions.length,
    named: shareNamed(captions, plain),
    form: captions.filter(hasHouseForm).length / captions.length,
    house: ciderD(captions, house),
    plain: ciderD(captions.map(withPlainTerms), plain),
  };
}

/** A caption that avoids a term where it applies counts as wrong here, as one does that says something else. */
function shareNamed(captions: readonly string[], plain: readonly string[][]): number {
  let [due, named] = [0, 0];
  captions.forEach((caption, image) => {
    const times = new Map<string, number>();
    for (const reference of plain[image])
      for (const term of new Set(termsIn(reference).map((one) => one.plain)))
        times.set(term, (times.get(term) ?? 0) + 1);
    const said = new Set(termsIn(caption).flatMap((one) => (one.house ? [one.plain] : [])));
    for (const [term, count] of times) {
      if (2 * count <= plain[image].length) continue;
      due++;
      if (said.has(term)) named++;
    }
  });
  return named / Math.max(1, due);
}
