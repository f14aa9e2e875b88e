import * as z from 'zod';

/** Pieces that a caption may have: longer ones would take too long to learn and to write. */
export const longestCaption = 512;

const share = z.number().min(0).max(1);

const selfCriticalSchema = z.object({
  /** Captions sampled of each image. */
  samples: z.int().min(2).max(64),
  /** How much people's captions count beside the sampled ones. */
  likelihood: share,
  /** What is rewarded, and how much: CIDEr-D (0 to 10), BLEU-4 and METEOR with exact matches (0 to 1). */
  reward: z.object({
    ciderD: z.number().nonnegative(),
    bleu: z.number().nonnegative(),
    meteor: z.number().nonnegative(),
  }),
});
export type SelfCriticalSettings = z.infer<typeof selfCriticalSchema>;

const encoderTrainingSchema = z.object({
  /** How many of the encoder's last blocks learn. */
  blocks: z.int().min(1),
  /** How far a weight moves in a step at most, as a share of the weights' root mean square. */
  rate: z.number().positive(),
  /** Whether half of the images are seen mirrored. */
  mirror: z.boolean(),
});
export type EncoderTrainingSettings = z.infer<typeof encoderTrainingSchema>;

const untilFlatSchema = z.object({
  /** So many validations without a lower loss, and there is no more to learn. */
  patience: z.int().min(1),
  /** In how many steps the learning rate then falls to nothing, as a share of those taken until then. */
  settling: share,
  /** It ends after so many at the latest. */
  mostSteps: z.int().min(1),
});

/** How a captioner is trained. Stored in the checkpoint and in the bundle, so that a run can be repeated. */
export const trainingSettingsSchema = z.object({
  seed: z.int(),
  /** Times that every image is seen; not read where `untilFlat` is given. */
  epochs: z.number().positive().max(10_000),
  imagesPerStep: z.int().min(1).max(512),
  /** An image with more captions than this gets a random choice of them each time. */
  captionsPerImage: z.int().min(1).max(64),
  /** Longer captions are cut here. */
  maxPieces: z.int().min(1).max(longestCaption),
  learningRate: z.number().positive().max(1),
  /** Steps in which the learning rate grows to its full size; then it falls along a cosine to `finalRate` of it. */
  warmUpSteps: z.int().nonnegative(),
  finalRate: share,
  clip: z.number().positive(),
  averageDecay: share,
  labelSmoothing: share,
  lookEverywhere: z.number().nonnegative(),
  dropout: z.object({ embedding: share, annotation: share, output: share }),
  /** Null where the likelihood of people's captions is all that is learned. */
  selfCritical: selfCriticalSchema.nullable().default(null),
  /** Null where the encoder stays as it is. */
  encoder: encoderTrainingSchema.nullable().default(null),
  /** Goes on as long as the validation loss falls; null where it goes on for `epochs`. */
  untilFlat: untilFlatSchema.nullable().default(null),
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
  selfCritical: null,
  encoder: null,
  untilFlat: null,
};

/** The recipe of self-critical training, which goes on from a trained captioner. */
export const defaultSelfCriticalSettings: TrainingSettings = {
  ...defaultTrainingSettings,
  epochs: 1,
  learningRate: 1.8e-4,
  warmUpSteps: 30,
  averageDecay: 0.995,
  labelSmoothing: 0,
  lookEverywhere: 0,
  selfCritical: { samples: 5, likelihood: 0.2, reward: { ciderD: 1, bleu: 1, meteor: 1 } },
};

/** The recipe of training the encoder's last blocks too, which goes on from a captioner with a frozen one. */
export const defaultEncoderTrainingSettings: TrainingSettings = {
  ...defaultTrainingSettings,
  epochs: 3,
  learningRate: 4e-4,
  encoder: { blocks: 6, rate: 1e-3, mirror: true },
};
