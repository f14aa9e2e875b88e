import type { GridSource } from '../training/examples';
import type { TrainingJob } from '../training/trainingJob';
import { meanGrids } from './calibration';

const imagesAtATime = 16;

/**
 * The mean of each image's annotation grid over its locations.
 * @param images places in the grid source
 * @param channels so many, from the first one on
 * @throws the signal's reason if it is aborted
 */
export async function meanGridsOf(
  images: readonly number[],
  grids: GridSource,
  channels: number,
  { betweenSteps, signal }: Pick<TrainingJob, 'betweenSteps' | 'signal'> = {},
): Promise<Float32Array[]> {
  const means: Float32Array[] = [];
  for (let first = 0; first < images.length; first += imagesAtATime) {
    await betweenSteps?.();
    signal?.throwIfAborted();
    const batch = await grids.grids(images.slice(first, first + imagesAtATime));
    means.push(...meanGrids(batch, channels));
    batch.dispose();
  }
  return means;
}
