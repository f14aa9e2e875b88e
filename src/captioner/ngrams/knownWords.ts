import { endPiece, type Vocabulary } from '../vocabulary/vocabulary';
import { contextLength, type NgramModel } from './ngramModel';

/** What may follow the first pieces of a word. */
interface Beginning {
  /** Pieces that go on with it. */
  parts: ReadonlySet<number>;
  /** Whether it is a word as it stands. */
  isWhole: boolean;
}

/**
 * The words that captions have in them, as the n-grams tell it: a decoder that writes pieces would otherwise put them
 * together to words that there are not ("plut") where it is at a loss. Of a longer word only the first pieces are looked at.
 */
export class KnownWords {
  private readonly first: ReadonlySet<number>;
  private readonly beginnings = new Map<string, Beginning>();

  private constructor(
    private readonly ngrams: NgramModel,
    private readonly vocabulary: Vocabulary,
  ) {
    this.first = new Set(ngrams.following([]).filter((piece) => vocabulary.wordPieces.has(piece)));
  }

  /** The same for all captions of a model. */
  static of(ngrams: NgramModel, vocabulary: Vocabulary): KnownWords {
    let words = knownWords.get(ngrams);
    if (!words) knownWords.set(ngrams, (words = new KnownWords(ngrams, vocabulary)));
    return words;
  }

  /**
   * Says of each piece whether it may come next.
   * @param pieces a caption so far, of known words
   */
  after(pieces: readonly number[]): (piece: number) => boolean {
    const { wordPieces } = this.vocabulary;
    const begin = pieces.findLastIndex((piece) => wordPieces.has(piece));
    const word = begin < 0 ? [] : pieces.slice(begin);
    const { parts, isWhole } = word.length === 0 ? noWord : this.beginning(word);
    return (piece) => {
      if (piece === endPiece) return isWhole;
      return wordPieces.has(piece) ? isWhole && this.first.has(piece) : parts.has(piece) || word.length > contextLength;
    };
  }

  private beginning(word: readonly number[]): Beginning {
    if (word.length > contextLength) return noWord;
    const key = word.join(' ');
    let found = this.beginnings.get(key);
    if (!found) {
      const { wordPieces } = this.vocabulary;
      const following = this.ngrams.following(word);
      const parts = new Set(following.filter((piece) => piece !== endPiece && !wordPieces.has(piece)));
      found = { parts, isWhole: parts.size < following.length };
      this.beginnings.set(key, found);
    }
    return found;
  }
}

const noWord: Beginning = { parts: new Set(), isWhole: true };

const knownWords = new WeakMap<NgramModel, KnownWords>();
