import * as z from 'zod';

const share = z.number().min(0).max(1);

/** How a decoder is trained. Stored in the checkpoint and in the bundle, so that a run can be repeated. */
export const trainingSettingsSchema = z.object({
  seed: z.int(),
  /** Times that every image is seen. */
  epochs: z.number().positive().max(10_000),
  imagesPerStep: z.int().min(1).max(512),
  /** An image with more captions than this gets a random choice of them each time. */
  captionsPerImage: z.int().min(1).max(64),
  /** Longer captions are cut here. */
  maxPieces: z.int().min(1).max(512),
  learningRate: z.number().positive().max(1),
  /** Steps in which the learning rate grows to its full size; then it falls along a cosine to `finalRate` of it. */
  warmUpSteps: z.int().nonnegative(),
  finalRate: share,
  clip: z.number().positive(),
  averageDecay: share,
  labelSmoothing: share,
  lookEverywhere: z.number().nonnegative(),
  dropout: z.object({ embedding: share, annotation: share, output: share }),
});
export type TrainingSettings = z.infer<typeof trainingSettingsSchema>;

/** The recipe of the bundled model; `models/README.md` says what was tried beside it. */
export const defaultTrainingSettings: TrainingSettings = {
  seed: 1,
  epochs: 7,
  imagesPerStep: 16,
  captionsPerImage: 5,
  maxPieces: 24,
  learningRate: 1.2e-3,
  warmUpSteps: 60,
  finalRate: 0.05,
  clip: 5,
  averageDecay: 0.998,
  labelSmoothing: 0.1,
  lookEverywhere: 1,
  dropout: { embedding: 0.4, annotation: 0.5, output: 0.5 },
};

/** The learning rate of a step, counted from 0. */
export function learningRateAt(step: number, steps: number, settings: TrainingSettings): number {
  const { learningRate, warmUpSteps, finalRate } = settings;
  if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
  const done = (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
  return learningRate * (finalRate + ((1 - finalRate) * (1 + Math.cos(Math.PI * Math.min(1, done)))) / 2);
}
