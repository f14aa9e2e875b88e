import * as z from 'zod';
import { wordEnds } from '../../dataset/text/words';
import { commonPrefix } from './commonPrefix';
import { editorSteps } from './editorSteps';

/** What a person does while they write a caption with completion, by what it is for. */
export const actionsSchema = z.object({
  clicks: z.number(),
  /** Of words. */
  firstLetters: z.number(),
  otherLetters: z.number(),
  spaces: z.number(),
  /** Taking away what is proposed too much at the end; in the editor, a click in front of it. */
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
 * that what follows is wrong (Sanchis-Trilles et al. 2008); see {@link editorSteps}.
 */
export type Protocol = 'typing' | 'editor';

/**
 * The actions of a person who wants the reference and gets a new proposal after every character, as interactive
 * translation counts them (keystroke and mouse-action ratio; Peris and Casacuberta 2019 for captions): they keep what is
 * right from the left, click where it goes wrong unless the caret is there, type the right character, and read what is
 * proposed now. Deleting a tail that is too much is one action, and so is accepting.
 *
 * At most the length of the reference and two, as a click is only needed behind a character that was not
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
  const propose = (typed: string, instead?: string): string => {
    const proposed = complete(typed, instead);
    if (!proposed.startsWith(typed)) throw new Error(`"${proposed}" was proposed for what begins with "${typed}".`);
    return proposed;
  };
  return protocol === 'editor'
    ? actionsInEditor(suggestion, reference, propose)
    : actionsWhileTyping(suggestion, reference, propose);
}

function actionsWhileTyping(suggestion: string, reference: string, propose: Completer): Actions {
  const actions = noActions();
  const ends = new Set(wordEnds(reference));
  let caret = 0;
  let proposed = suggestion;
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
    }
    actions[kindOfCharacter(reference, caret, ends)]++;
    caret++;
    proposed = propose(reference.slice(0, caret));
  }
}

function actionsInEditor(suggestion: string, reference: string, propose: Completer): Actions {
  const actions = noActions();
  const ends = new Set(wordEnds(reference));
  const steps = editorSteps(suggestion, reference);
  let offered = '';
  for (let next = steps.next(); next.done !== true; next = steps.next(offered)) {
    const step = next.value;
    if (step.kind === 'accept') {
      actions.acceptances++;
    } else if (step.kind === 'type') {
      actions[kindOfCharacter(reference, step.at, ends)]++;
      offered = propose(reference.slice(0, step.at + 1));
    } else {
      actions[step.isTooMuch ? 'tails' : 'clicks']++;
      offered = propose(reference.slice(0, step.at), step.instead);
    }
  }
  return actions;
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
