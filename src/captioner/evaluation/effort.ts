import * as z from 'zod';
import { actionsSchema, addActions, noActions, sumOfActions, type Actions } from './completionActions';
import { editDistance } from './effortEdits';
import { toEffortForm } from './effortForm';

/** What captioning some images takes a simulated person: actions for 100 characters of what they want to write. */
export const effortSchema = z.object({
  images: z.int(),
  /** Of the references that they want, all images together. */
  characters: z.int(),
  typing: z.number(),
  fixedSuggestion: z.number(),
  /** As Peris and Casacuberta count; see `Protocol`. */
  completion: z.number(),
  /** With completion as the editor has it; see `Protocol`. */
  editor: z.number(),
  completionActions: actionsSchema,
  editorActions: actionsSchema,
});
export type Effort = z.infer<typeof effortSchema>;

/** What one image takes: actions, not for 100 characters but all of them. */
export const imageEffortSchema = z.object({
  characters: z.int(),
  fixedSuggestion: z.number(),
  completion: actionsSchema,
  editor: actionsSchema,
});
export type ImageEffort = z.infer<typeof imageEffortSchema>;

/**
 * The reference that takes the fewest edits a character to make of the suggestion, so that a short one is not near
 * because there is little of it; the first of those that are equally near.
 */
export function nearestReference(suggestion: string, references: readonly string[]): string {
  const distances = references.map((reference) => editDistance(suggestion, reference) / Math.max(1, reference.length));
  return references[distances.indexOf(Math.min(...distances))];
}

/** What the person wants to write, in the form in which effort is counted. */
export function wantedCaption(suggestion: string, captions: readonly string[]): string {
  return nearestReference(
    toEffortForm(suggestion),
    captions.map((caption) => toEffortForm(caption)),
  );
}

/** What some images take together, for 100 characters. */
export function sumEffort(images: readonly ImageEffort[]): Effort {
  const sum = { characters: 0, fixedSuggestion: 0, completion: noActions(), editor: noActions() };
  for (const { characters, fixedSuggestion, completion, editor } of images) {
    sum.characters += characters;
    sum.fixedSuggestion += fixedSuggestion;
    addActions(sum.completion, completion);
    addActions(sum.editor, editor);
  }
  const per100 = (actions: number): number => (100 * actions) / Math.max(1, sum.characters);
  const eachPer100 = (actions: Actions): Actions => {
    const scaled = noActions();
    for (const kind of actionsSchema.keyof().options) scaled[kind] = per100(actions[kind]);
    return scaled;
  };
  return {
    images: images.length,
    characters: sum.characters,
    typing: per100(sum.characters),
    fixedSuggestion: per100(sum.fixedSuggestion),
    completion: per100(sumOfActions(sum.completion)),
    editor: per100(sumOfActions(sum.editor)),
    completionActions: eachPer100(sum.completion),
    editorActions: eachPer100(sum.editor),
  };
}
