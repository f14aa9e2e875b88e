import * as z from 'zod';
import { editDistance } from './effortEdits';

/** What captioning some images takes a simulated person: actions for 100 characters of what they want to write. */
export const effortSchema = z.object({
  images: z.int(),
  /** Of the references that they want, all images together. */
  characters: z.int(),
  typing: z.number(),
  fixedSuggestion: z.number(),
  completion: z.number(),
});
export type Effort = z.infer<typeof effortSchema>;

/**
 * Proposes what the whole caption could be.
 * @param typed what is there up to the caret
 * @returns a text that begins with `typed`; `typed` itself if nothing is proposed
 */
export type Completer = (typed: string) => string;

/**
 * The reference that takes the fewest edits a character to make of the suggestion, so that a short one is not near
 * because there is little of it; the first of those that are equally near.
 */
export function nearestReference(suggestion: string, references: readonly string[]): string {
  const distances = references.map((reference) => editDistance(suggestion, reference) / Math.max(1, reference.length));
  return references[distances.indexOf(Math.min(...distances))];
}

/**
 * The actions of a person who wants the reference and gets a new proposal after every character, as interactive
 * translation counts them (keystroke and mouse-action ratio; Peris and Casacuberta 2019 for captions): they keep what is
 * right from the left, click where it goes wrong unless the caret is there, type the right character, and read what is
 * proposed now. Deleting a tail that is too much is one action, and so is accepting.
 *
 * At most the length of the reference and two: a click is only needed behind a character that was not typed.
 * @param suggestion what is proposed before anything is typed; the caret is at its beginning
 */
export function actionsWithCompletion(suggestion: string, reference: string, complete: Completer): number {
  let actions = 0;
  let caret = 0;
  let proposed = suggestion;
  for (;;) {
    const right = commonPrefix(proposed, reference);
    if (right === reference.length) return actions + (proposed.length > right ? 2 : 1);
    if (right !== caret) actions++;
    actions++;
    caret = right + 1;
    const typed = reference.slice(0, caret);
    proposed = complete(typed);
    if (!proposed.startsWith(typed)) {
      throw new Error(`"${proposed}" was proposed for what begins with "${typed}".`);
    }
  }
}

function commonPrefix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
