import { CiderD } from '../metrics/ciderD';
import { scoreCaptions, type Scores } from '../metrics/scores';
import { tokenise } from '../metrics/tokenise';
import { varietyOf, type Variety } from '../metrics/variety';
import { estimate, type Estimate } from './bootstrap';
import { actionsOnFixedSuggestion } from './effortEdits';
import { toEffortForm } from './effortForm';
import { wantedCaption } from './effort';

/** How the captions of one captioner compare with people's. */
export interface CaptionerFigures {
  /** CIDEr-D is null of one image: it weighs words by how few images they are said of. */
  scores: Omit<Scores, 'ciderD'> & { ciderD: number | null };
  variety: Variety;
  /** Keystrokes and clicks for 100 characters of a person who corrects the captions; see `actionsOnFixedSuggestion`. */
  correcting: number;
  /** CIDEr-D less that of the first captioner, over the same images; none of the first. */
  ciderDChange?: Estimate;
}

/** What several captioners say of the same images. */
export interface CaptionComparison {
  /** In the order of the captioners. */
  captioners: CaptionerFigures[];
  /** CIDEr-D of each image [captioner][image], 0 to about 10. */
  ofImages: number[][];
}

/**
 * Compares captions that any captioners made with what people wrote of the same images.
 * @param captions of each captioner, one an image [captioner][image]
 * @param references of each image, at least one
 * @throws RangeError if there is no image, or one without references
 */
export function compareCaptions(
  captions: readonly (readonly string[])[],
  references: readonly (readonly string[])[],
): CaptionComparison {
  const referenceWords = references.map((list) => list.map(tokenise));
  const cider = CiderD.ofReferences(referenceWords);
  const ofImages = captions.map((those) =>
    those.map((caption, image) => cider.score([tokenise(caption)], referenceWords[image])[0]),
  );
  const captioners = captions.map((those, at): CaptionerFigures => {
    const scores = scoreCaptions(those, references);
    const figures = {
      scores: { ...scores, ciderD: references.length === 1 ? null : scores.ciderD },
      variety: varietyOf(those),
      correcting: correcting(those, references),
    };
    if (at === 0) return figures;
    const change = (image: number): number => ofImages[at][image] - ofImages[0][image];
    return { ...figures, ciderDChange: estimate(references.length, (chosen) => mean(chosen.map(change)), 1) };
  });
  return { captioners, ofImages };
}

/** The images of which the captioners' CIDEr-D differs most, most of all first; those alone of which it differs. */
export function mostDifferent({ ofImages }: CaptionComparison, most: number): number[] {
  const spread = ofImages[0].map((_, image) => {
    const scores = ofImages.map((scoresOfOne) => scoresOfOne[image]);
    return { image, spread: Math.max(...scores) - Math.min(...scores) };
  });
  return spread
    .filter(({ spread }) => spread > 0)
    .sort((one, other) => other.spread - one.spread)
    .slice(0, most)
    .map(({ image }) => image);
}

function correcting(captions: readonly string[], references: readonly (readonly string[])[]): number {
  let actions = 0;
  let characters = 0;
  captions.forEach((caption, image) => {
    const wanted = wantedCaption(caption, references[image]);
    actions += actionsOnFixedSuggestion(toEffortForm(caption), wanted);
    characters += wanted.length;
  });
  return (100 * actions) / Math.max(1, characters);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
