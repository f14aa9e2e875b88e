/** The characters to insert, delete or replace that make one text of the other (Levenshtein 1966). */
export function editDistance(from: string, to: string): number {
  return cheapestEdits(from, to, 0);
}

/**
 * The actions of a person who corrects a suggestion that does not change: a keystroke for each character that is
 * inserted, deleted or replaced, a click for each stretch of them, and one to accept. Of all ways the cheapest.
 */
export function actionsOnFixedSuggestion(suggestion: string, reference: string): number {
  return cheapestEdits(suggestion, reference, 1) + 1;
}

/** Edits, and `perStretch` for each run of them: alignment with affine gaps (Gotoh 1982), replacements among the gaps. */
function cheapestEdits(from: string, to: string, perStretch: number): number {
  // Of the texts up to here: the cheapest way that ends with a character kept, and that ends within a stretch.
  let kept = [0];
  let edited = [perStretch];
  for (let column = 1; column <= to.length; column++) {
    kept.push(Infinity);
    edited.push(perStretch + column);
  }
  for (let row = 1; row <= from.length; row++) {
    const keptAbove = kept;
    const editedAbove = edited;
    kept = [Infinity];
    edited = [perStretch + row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      kept.push(same ? Math.min(keptAbove[column - 1], editedAbove[column - 1]) : Infinity);
      const longer = Math.min(edited[column - 1], editedAbove[column], editedAbove[column - 1]);
      const begun = Math.min(kept[column - 1], keptAbove[column], keptAbove[column - 1]) + perStretch;
      edited.push(1 + Math.min(longer, begun));
    }
  }
  return Math.min(kept[to.length], edited[to.length]);
}
