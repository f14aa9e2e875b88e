import * as z from 'zod';

/** A word of a suggested caption. */
export const suggestedWordSchema = z.object({
  text: z.string(),
  /** 0 to 1: the chance that it is right, if the bundle is calibrated; else what the network says. */
  probability: z.number(),
  /** How much the captioner looked at each location, row by row; sums to 1. Empty without attention. */
  attention: z.array(z.number()),
});
export type SuggestedWord = z.infer<typeof suggestedWordSchema>;

export const candidateSchema = z.object({
  text: z.string(),
  words: z.array(suggestedWordSchema),
  /** Of the whole caption, in nats, as the network says it. */
  logProbability: z.number(),
  /** 0 to 1: the share of its words that is right, if the bundle is calibrated; else the geometric mean of its pieces' probabilities. */
  confidence: z.number(),
  /** After how many pieces it was cut, as the search follows no more; nothing where it came to its end. */
  cutAt: z.int().optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** What the captioner proposes for an image. */
export const suggestionSchema = z.object({
  /** The id of the model bundle. */
  model: z.string(),
  /** 0 to 1: how much the image is like those that the captioner knows; 1 if the bundle does not say which these are. */
  familiarity: z.number(),
  gridHeight: z.int(),
  gridWidth: z.int(),
  /** Best first. */
  candidates: z.array(candidateSchema),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** The same for those who do not ask where the captioner looked. */
export function withoutAttention(suggestion: Suggestion): Suggestion {
  const candidates = suggestion.candidates.map((candidate) => ({
    ...candidate,
    words: candidate.words.map((word) => ({ ...word, attention: [] })),
  }));
  return { ...suggestion, candidates };
}
