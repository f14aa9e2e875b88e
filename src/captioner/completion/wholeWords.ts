import type { KnownWords } from '../ngrams/knownWords';
import { endPiece, type Vocabulary } from '../vocabulary/vocabulary';
import type { Choice, Continuation } from './continuation';
import type { DecidedWords } from './decidedWords';
import type { NamedPieces } from './namedPieces';

/** Says of a piece whether it may come next. */
export type MayFollow = (piece: number) => boolean;

/**
 * Lets completion write whole words only, which captions have that the captioner learned or that were decided here: put together
 * of pieces, they would else be cut ("shor") or be none ("newspaps"). A word that a person has begun and nobody knows goes on as
 * it may.
 */
export class WholeWords {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly names: NamedPieces,
    private readonly known: KnownWords,
    private readonly decided: () => DecidedWords | undefined,
  ) {}

  /** @param pieces all so far, with those that the person has typed */
  after(pieces: readonly number[]): MayFollow {
    const { vocabulary, names, known } = this;
    const decided = this.decided();
    const isNew = (piece: number): boolean => vocabulary.wordPieces.has(piece);
    const isAfterName = names.isName(pieces.at(-1) ?? endPiece);
    const begin = isAfterName ? -1 : pieces.findLastIndex(isNew);
    const word = begin < 0 ? [] : pieces.slice(begin);
    const text = vocabulary.spell(word);
    const isLearned = known.after(word);
    const isDecided = decided?.isWord(text) === true;
    const isOwn = word.length > 0 && !known.isBeginning(text) && decided?.isBeginning(text) !== true;
    const isWhole = word.length === 0 || isOwn || isDecided || isLearned(endPiece);
    return (piece) => {
      if (piece === endPiece || names.isName(piece)) return isWhole;
      if (isNew(piece)) return isWhole && this.begins([piece]);
      if (isOwn || isLearned(piece)) return true;
      const longer = vocabulary.spell([...word, piece]);
      return longer !== text && decided?.isBeginning(longer) === true;
    };
  }

  /** Those that lead on to a known word; where none does, it is a word of the person's own. */
  knownOf(choices: readonly Choice[]): readonly Choice[] {
    const known = choices.filter(({ continuation, piece }) => this.after(continuation.step.pieces)(piece));
    return known.length > 0 ? known : choices;
  }

  /** What was cut at the most pieces, without the half of a word at its end. */
  upToWhole(continuation: Continuation): Continuation {
    const { pieces, step } = continuation;
    if (this.after(step.pieces)(endPiece)) return continuation;
    const last = pieces.findLastIndex((piece) => this.names.isName(piece) || this.vocabulary.wordPieces.has(piece));
    return { ...continuation, pieces: pieces.slice(0, Math.max(0, last)) };
  }

  /** Whether a known word begins so. */
  private begins(pieces: readonly number[]): boolean {
    const text = this.vocabulary.spell(pieces);
    return this.known.isBeginning(text) || this.decided()?.isBeginning(text) === true;
  }
}
