import * as z from 'zod';
import { estimateSchema } from '../../evaluation/bootstrap';

/** How a model does on the images that were held out. */
const figuresSchema = z.object({
  /** Mean cross-entropy a word of what people wrote, in nats. */
  loss: z.number(),
  /** 0 to 1. */
  bleu4: estimateSchema,
  /** 0 to 10. */
  ciderD: estimateSchema,
  /** Actions for 100 characters to make of the suggestion what the person wrote. */
  correcting: estimateSchema,
  /** Actions for 100 characters in the editor, with completions, on the first `completedImages`. */
  completing: estimateSchema,
});
export type HeldOutFigures = z.infer<typeof figuresSchema>;

/** Whether suggestions are worth reading. */
const readingSchema = z.object({
  /** Different captions of the held-out images. */
  distinct: z.int(),
  /** Those that come more than once, the most frequent first. */
  mostSaid: z.array(z.object({ caption: z.string(), times: z.int() })),
  /** Of what they name, how much people named there, too: 0 to 1. */
  right: z.number(),
});
export type Reading = z.infer<typeof readingSchema>;

export const fineTuneReportSchema = z.object({
  format: z.literal('showtell-fine-tune'),
  version: z.literal(2),
  trainedOn: z.int(),
  heldOut: z.int(),
  completedImages: z.int(),
  /** The words that were seen to replace others, old and new. */
  terms: z.array(z.tuple([z.string(), z.string()])),
  /** Captions that were longer than what can be learned, and were learned up to there. */
  cut: z.int().default(0),
  newWords: z.int(),
  /** The first of these words, the most frequent first; reports of older versions have none. */
  newWordsNamed: z.array(z.string()).default([]),
  /** Whether captions are of a script that puts no space between words: the figures then count them as `wordEnds` cuts them. */
  spaceless: z.boolean().default(false),
  /** What was tried, the one that was kept first. */
  curves: z
    .array(
      z.object({
        replay: z.boolean(),
        /** Losses a piece in nats. */
        points: z.array(z.object({ step: z.int(), loss: z.number().nullable(), heldOutLoss: z.number() })),
      }),
    )
    .min(1),
  before: figuresSchema,
  after: figuresSchema,
  /** After less before; below 0 is better for the efforts. */
  change: z.object({
    bleu4: estimateSchema,
    ciderD: estimateSchema,
    correcting: estimateSchema,
    completing: estimateSchema,
  }),
  /** Reports of older versions have none. `people`: how many different captions people wrote of these images, one each. */
  reading: z.object({ before: readingSchema, after: readingSchema, people: z.int() }).optional(),
  /** Whether the new model is worth using, and whether the held-out images are enough to be sure. */
  verdict: z.enum(['better', 'probablyBetter', 'notBetter']),
  examples: z.array(
    z.object({
      /** The image's place among those that were learned from. */
      image: z.int(),
      before: z.string(),
      after: z.string(),
      person: z.string(),
    }),
  ),
});
export type FineTuneReport = z.infer<typeof fineTuneReportSchema>;
