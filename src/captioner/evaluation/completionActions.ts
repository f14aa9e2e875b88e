import * as z from 'zod';
import { wordEnds } from '../../dataset/words';

/** What a person does while they write a caption with completion, by what it is for. */
export const actionsSchema = z.object({
  clicks: z.number(),
  /** Of words. */
  firstLetters: z.number(),
  otherLetters: z.number(),
  spaces: z.number(),
  /** Taking away what is proposed too much at the end. */
  tails: z.number(),
  acceptances: z.number(),
});
export type Actions = z.infer<typeof actionsSchema>;

/**
 * Proposes what the whole caption could be.
 * @param typed what is there up to the caret
 * @param instead what was proposed behind the caret and is wrong from its first character; as in `CompletionOptions`
 * @returns a text that begins with `typed`; `typed` itself if nothing is proposed
 */
export type Completer = (typed: string, instead?: string) => string;

/**
 * `typing`: a new proposal comes after every character that is typed, and the caret is at the beginning already, as Peris
 * and Casacuberta (2019) count. `editor`: as in Showtell's editor, where a click brings another proposal too, as it says
 * that what follows is wrong (Sanchis-Trilles et al. 2008), and where the first correction begins with a click always, on a
 * word of the suggestion: that is selected then, so that a letter within it takes another click, in the text box.
 */
export type Protocol = 'typing' | 'editor';

/**
 * The actions of a person who wants the reference and gets a new proposal after every character, as interactive
 * translation counts them (keystroke and mouse-action ratio; Peris and Casacuberta 2019 for captions): they keep what is
 * right from the left, click where it goes wrong unless the caret is there, type the right character, and read what is
 * proposed now. Deleting a tail that is too much is one action, and so is accepting.
 *
 * At most the length of the reference and two, in the editor four: a click is only needed behind a character that was not
 * typed.
 * @param suggestion what is proposed before anything is typed
 * @throws Error if a proposal does not begin with what was typed
 */
export function completionActions(
  suggestion: string,
  reference: string,
  complete: Completer,
  protocol: Protocol = 'typing',
): Actions {
  const actions = noActions();
  const ends = new Set(wordEnds(reference));
  let caret = protocol === 'editor' ? -1 : 0;
  let proposed = suggestion;
  let isWordSelected = false;
  const propose = (typed: string, instead?: string): void => {
    proposed = complete(typed, instead);
    if (!proposed.startsWith(typed)) throw new Error(`"${proposed}" was proposed for what begins with "${typed}".`);
  };
  for (;;) {
    const right = commonPrefix(proposed, reference);
    if (right === reference.length) {
      if (proposed.length > right) actions.tails++;
      actions.acceptances++;
      return actions;
    }
    if (right !== caret) {
      actions.clicks++;
      caret = right;
      if (protocol === 'editor') {
        isWordSelected = actions.clicks === 1 && isWithinWord(proposed, caret);
        propose(reference.slice(0, caret), proposed.slice(caret));
        continue;
      }
    }
    if (isWordSelected) actions.clicks++;
    isWordSelected = false;
    actions[kindOfCharacter(reference, caret, ends)]++;
    caret++;
    propose(reference.slice(0, caret));
  }
}

/** The same, all together. */
export function actionsWithCompletion(...simulation: Parameters<typeof completionActions>): number {
  return sumOfActions(completionActions(...simulation));
}

export function sumOfActions(actions: Actions): number {
  return Object.values(actions).reduce((sum, count) => sum + count, 0);
}

export function noActions(): Actions {
  return { clicks: 0, firstLetters: 0, otherLetters: 0, spaces: 0, tails: 0, acceptances: 0 };
}

/** Changes `sum`. */
export function addActions(sum: Actions, actions: Actions): void {
  for (const kind of actionsSchema.keyof().options) sum[kind] += actions[kind];
}

/** @param ends of the words of the text, from `wordEnds` */
function kindOfCharacter(
  text: string,
  at: number,
  ends: ReadonlySet<number>,
): 'spaces' | 'firstLetters' | 'otherLetters' {
  if (text[at] === ' ') return 'spaces';
  return at === 0 || text[at - 1] === ' ' || ends.has(at) ? 'firstLetters' : 'otherLetters';
}

function isWithinWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && text[at - 1] !== ' ' && text[at] !== ' ';
}

/** How many characters are the same from the left. */
export function commonPrefix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
