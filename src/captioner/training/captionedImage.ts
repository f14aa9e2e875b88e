import { tidyWhitespace, toPlainStyle } from '../vocabulary/captionStyle';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { TrainingImage } from './examples';

/** An image with what people wrote for it. */
export interface ImageCaptions {
  /** Its place in the grid source. */
  image: number;
  captions: string[];
}

/** `plain` is the bundled model's style; `asWritten` keeps capitals and signs, as people type them. */
export type CaptionStyle = 'plain' | 'asWritten';

export function applyStyle(caption: string, style: CaptionStyle): string {
  return style === 'plain' ? toPlainStyle(caption) : tidyWhitespace(caption);
}

/** Turns captions into pieces. */
export function toTrainingImages(
  images: readonly ImageCaptions[],
  vocabulary: Vocabulary,
  style: CaptionStyle,
): TrainingImage[] {
  return images.map(({ image, captions }) => ({
    image,
    captions: captions.map((caption) => vocabulary.encode(applyStyle(caption, style))),
  }));
}
