import * as z from 'zod';
import { seededRandom } from '../../dataset/collections/random';

/** A figure, with the range that 95 % of bootstrap samples fall in; none with too few images to say. */
export const estimateSchema = z.object({
  value: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
export type Estimate = z.infer<typeof estimateSchema>;

const samples = 500;
/** With fewer images the bootstrap would only look exact. */
export const fewestForInterval = 10;

/**
 * A figure of some images with its 95 % percentile-bootstrap interval (Efron 1979).
 * @param figure computes it of some of the images, given by their places; one may come several times
 */
export function estimate(images: number, figure: (chosen: readonly number[]) => number, seed: number): Estimate {
  const all = Array.from({ length: images }, (_, image) => image);
  const value = images > 0 ? figure(all) : 0;
  if (images < fewestForInterval) return { value, interval: null };
  const random = seededRandom(seed);
  const values = Array.from({ length: samples }, () => figure(all.map(() => Math.floor(random() * images))));
  values.sort((one, other) => one - other);
  const at = (share: number): number => values[Math.round(share * (samples - 1))];
  return { value, interval: [at(0.025), at(0.975)] };
}
