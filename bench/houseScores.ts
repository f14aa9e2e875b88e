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
    form: captions.filter(hasHouseForm).length / captions.length,
    house: ciderD(captions, house),
    plain: ciderD(captions.map(withPlainTerms), plain),
  };
}
