import { firstPlace } from '../../dataset/collections/bisect';
import type { Vocabulary } from '../vocabulary/vocabulary';

/** The words of the captions that were decided in a dataset, so that completion writes them, and no half of them. */
export class DecidedWords {
  /** In ascending order, so that those that begin alike lie together. */
  private readonly sorted: readonly string[];
  private readonly whole = new Set<string>();

  /** @param captions the pieces of each */
  constructor(captions: Iterable<readonly number[]>, vocabulary: Vocabulary) {
    for (const pieces of captions) {
      let begin = 0;
      for (let end = 1; end <= pieces.length; end++) {
        if (end < pieces.length && !vocabulary.wordPieces.has(pieces[end])) continue;
        this.whole.add(vocabulary.spell(pieces.slice(begin, end)));
        begin = end;
      }
    }
    this.sorted = [...this.whole].sort();
  }

  /** @param text as `Vocabulary.spell` has it */
  isWord(text: string): boolean {
    return this.whole.has(text);
  }

  isBeginning(text: string): boolean {
    const place = firstPlace(0, this.sorted.length, (at) => this.sorted[at] >= text);
    return place < this.sorted.length && this.sorted[place].startsWith(text);
  }
}
