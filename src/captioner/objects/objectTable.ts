import * as z from 'zod';

/** As captions say a kind of thing, one or several of it: "bear", "bears". */
const objectFormSchema = z.object({
  text: z.string().min(1).max(64),
  /** Words of captions that stand where this one would, so that a decoder that never met it takes them for it: see `ObjectNamer`. */
  standIns: z.array(z.string().min(1).max(64)).min(1).max(8),
});

const objectSchema = z.object({
  forms: z.array(objectFormSchema).min(1).max(4),
  /** Other words for it that people say: they are understood, not said. */
  also: z.array(z.string().min(1).max(64)).max(16).default([]),
  /** Of the classifier; what lies within another object's is a kind of it. */
  classes: z.array(z.int().nonnegative()).min(1),
  /** Whether the classifier knows about every such thing: what it does not see is then not there. */
  isExhaustive: z.boolean().default(false),
  /**
   * In the images of the captions that were learned: how much of it the classifier saw, the sum of its probabilities from
   * `leastSeen` on, and how much of that was named by people.
   */
  learned: z.object({ seen: z.number().nonnegative(), named: z.number().nonnegative() }).optional(),
});

/** What people call the things that a classifier tells apart. */
export const objectTableSchema = z.object({
  format: z.literal('showtell-objects'),
  version: z.literal(1),
  objects: z.array(objectSchema).max(10_000),
});

/** All words for an object that people may say. */
export function wordsFor({ forms, also }: NamedClass): string[] {
  return [...forms.map(({ text }) => text), ...also];
}

export type ObjectTable = z.infer<typeof objectTableSchema>;
export type NamedClass = z.infer<typeof objectSchema>;
export type ObjectForm = z.infer<typeof objectFormSchema>;
