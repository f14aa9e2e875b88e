/** Where a caption is being typed. */
export interface Place {
  /** Of the entry whose caption it is. */
  key: string;
  /** What stands before the caret. */
  typed: string;
  /** What stands behind the caret. */
  rest: string;
}

/** How the caption could go on from the caret. */
export interface Proposal extends Place {
  /** Would take the place of `rest`. Never empty. */
  continuation: string;
  /** Where its words end, counted from the beginning of the whole text. */
  wordEnds: readonly number[];
}

/**
 * What is left of a proposal when something was typed or the caret moved: the same, if the person types what it says.
 * @returns undefined if it does not fit any more, or nothing is left
 */
export function narrow(proposal: Proposal, { key, typed, rest }: Place): Proposal | undefined {
  const whole = proposal.typed + proposal.continuation;
  if (key !== proposal.key || rest !== proposal.rest || !typed.startsWith(proposal.typed) || !whole.startsWith(typed))
    return undefined;
  const continuation = whole.slice(typed.length);
  return continuation === '' ? undefined : { ...proposal, typed, continuation };
}

/** The first word of the continuation, or what is left of it, with the space before it. */
export function firstWord({ typed, continuation, wordEnds }: Proposal): string {
  const end = wordEnds.find((place) => place > typed.length);
  return end === undefined ? continuation : continuation.slice(0, end - typed.length);
}
