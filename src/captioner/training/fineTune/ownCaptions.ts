import { withWriter } from '../../decoder/withWriter';
import { captionImages } from '../../evaluation/captionImages';
import type { Correction, FineTuneJob } from './job';
import { replayedBeside, type FineTuneRecipe } from './recipe';
import { imagesToReplay, type OwnCaption } from './replay';

/** What the base model says of the images that are replayed. */
export async function captionOwn(
  job: FineTuneJob,
  train: readonly Correction[],
  recipe: FineTuneRecipe,
): Promise<OwnCaption[]> {
  const corrected = train.map(({ image }) => image);
  const images = imagesToReplay(corrected, job.others, replayedBeside(train.length, recipe), job.seed);
  const captions = await likeliestOf(images, job, recipe);
  return images.map((image, at) => ({ image, text: captions[at] }));
}

/** What the base model holds for likeliest of images, whatever it would suggest first: that is what it knows. */
export function likeliestOf(
  images: readonly number[],
  { base, grids, runtime, betweenSteps, signal }: FineTuneJob,
  recipe: FineTuneRecipe,
): Promise<string[]> {
  const search = { beam: recipe.replayBeam, preference: undefined };
  return withWriter(base, runtime, (model) => captionImages({ model, grids, images, search, betweenSteps, signal }));
}
