/** What the comparison of two models and its page say to each other. */
import * as z from 'zod/mini';

/** What a person says of two captions: which one is better, or that neither is. */
export const choiceSchema = z.enum(['left', 'right', 'neither']);
export type Choice = z.infer<typeof choiceSchema>;

/** A caption in front of what the other one has otherwise, this, and behind it. */
const captionSchema = z.object({ before: z.string(), differs: z.string(), after: z.string() });
export type ComparedCaption = z.infer<typeof captionSchema>;

const pairSchema = z.object({
  key: z.string(),
  fileName: z.string(),
  /** Counted from 1, of those that are gone through. */
  place: z.int(),
  left: captionSchema,
  right: captionSchema,
  chosen: z.optional(choiceSchema),
});
export type PairView = z.infer<typeof pairSchema>;

const resultSchema = z.object({
  /** In the order in which they were chosen; only here the person learns which was which. */
  models: z.array(z.object({ name: z.string(), directory: z.string(), preferred: z.int(), inUse: z.boolean() })),
  neither: z.int(),
  /** Of how many images something was said, and at how many of them a model may say the caption by heart. */
  said: z.object({ images: z.int(), mayBeLearned: z.int() }),
  /** Of those images with a preference the share at which the first model's caption was preferred; nothing where there are none. */
  share: z.optional(z.object({ value: z.number(), from: z.number(), to: z.number() })),
  rows: z.array(
    z.object({
      fileName: z.string(),
      captions: z.tuple([captionSchema, captionSchema]),
      /** The place of the model among the two. */
      preferred: z.optional(z.int()),
    }),
  ),
});
export type ResultView = z.infer<typeof resultSchema>;

const comparisonSchema = z.object({
  type: z.literal('comparison'),
  /** Images that are compared. */
  images: z.int(),
  /** That both models have captioned. */
  captioned: z.int(),
  alike: z.int(),
  failed: z.int(),
  /** That a person has said something of. */
  judged: z.int(),
  /** Of how many images something is asked, as far as is known by now. */
  asked: z.int(),
  alikeToo: z.boolean(),
  problem: z.optional(z.string()),
  pair: z.optional(pairSchema),
  result: z.optional(resultSchema),
});
export type ComparisonView = z.infer<typeof comparisonSchema>;

const pictureSchema = z.object({
  type: z.literal('picture'),
  key: z.string(),
  /** PNG; absent where there is none. */
  picture: z.optional(z.instanceof(Uint8Array<ArrayBuffer>)),
});
export type ComparedPicture = z.infer<typeof pictureSchema>;

export const toComparisonSchema = z.discriminatedUnion('type', [comparisonSchema, pictureSchema]);
export type ToComparison = z.infer<typeof toComparisonSchema>;

export const fromComparisonSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('choose'), key: z.string(), choice: choiceSchema }),
  z.object({ type: z.literal('back') }),
  /** Show what is known by now. */
  z.object({ type: z.literal('end') }),
  /** Whether images of which both models say the same are gone through, too. */
  z.object({ type: z.literal('alikeToo'), shown: z.boolean() }),
  z.object({ type: z.literal('use'), directory: z.string() }),
]);
export type FromComparison = z.infer<typeof fromComparisonSchema>;
