/** How the caption could go on from the caret. */
export interface Proposal {
  /** What stands before the caret. */
  typed: string;
  /** What stands behind the caret; the continuation would take its place. */
  rest: string;
  /** Never empty. */
  continuation: string;
}

/**
 * What is left of a proposal when something was typed or the caret moved: the same, if the person types what it says.
 * @returns undefined if it does not fit any more, or nothing is left
 */
export function narrow(proposal: Proposal, typed: string, rest: string): Proposal | undefined {
  const whole = proposal.typed + proposal.continuation;
  if (rest !== proposal.rest || !typed.startsWith(proposal.typed) || !whole.startsWith(typed)) return undefined;
  const continuation = whole.slice(typed.length);
  return continuation === '' ? undefined : { typed, rest, continuation };
}

/** The first word of a continuation, with the space before it. */
export function firstWord(continuation: string): string {
  return /^\s*\S+/u.exec(continuation)?.[0] ?? continuation;
}
