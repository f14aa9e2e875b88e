import { firstPlace } from '../../dataset/collections/bisect';
import { fromByteString, toByteString } from '../vocabulary/bytes';
import { endPiece, type Vocabulary } from '../vocabulary/vocabulary';
import { contextLength, type NgramModel } from './ngramModel';

/** A word of more pieces may go on as it will. */
const mostPieces = 16;
/** So many beginnings of long words are looked at; in captions that are spelled byte by byte there are many. */
const mostLooked = 100_000;

/** What stands around a word and is none of it. */
const before = /^["'(\p{Ps}\p{Pi}]+/u;
const behind = /(?:[!"'),.:;?\p{Pe}\p{Pf}]|(?!\p{ASCII})\p{Po})+$/u;
/** Most words: there is nothing around them to be looked for, letter by letter. */
const without = /^\w*$/;

/**
 * The words that captions have in them, as the n-grams tell it: a decoder that writes pieces would otherwise put them
 * together to words that there are not ("plut") where it is at a loss. Capitals and the signs around a word make no other word
 * of it: a model that has learned to begin with a capital and to end with a full stop may do so with every word. A longer word is
 * put together of the n-grams that overlap in it, up to its end: where only its first pieces were looked at, it could be cut
 * behind them ("Shor") or go on with anything ("ClasS"). A capital behind a small letter is in no word but where captions have it
 * there ("iD"), and a capital alone is a word only at the beginning, and where captions have it alone.
 */
export class KnownWords {
  /** In ascending order, so that what begins with something lies together. Bytes, one character each, as pieces have them. */
  private readonly words: readonly string[];
  private readonly whole: ReadonlySet<string>;
  /** The first pieces of words that are too long to be known as a whole. */
  private readonly beginnings: ReadonlySet<string>;

  private constructor(
    private readonly ngrams: NgramModel,
    private readonly vocabulary: Vocabulary,
  ) {
    const whole = new Set<string>();
    const beginnings = new Set<string>();
    let looked = 0;
    const spell = (pieces: readonly number[]): void => {
      const text = this.spelled(pieces);
      if (pieces.length >= mostPieces || (pieces.length > contextLength && ++looked > mostLooked))
        return void beginnings.add(text);
      // Of a long word, the pieces before the last ones are forgotten: two words that share those may lend each other their ends.
      const following = ngrams.following(pieces.slice(-contextLength));
      const parts = following.filter((piece) => piece !== endPiece && !vocabulary.wordPieces.has(piece));
      if (parts.length < following.length) whole.add(withoutSigns(text));
      for (const part of parts) spell([...pieces, part]);
    };
    for (const piece of ngrams.following([])) if (vocabulary.wordPieces.has(piece)) spell([piece]);
    this.whole = whole;
    this.beginnings = beginnings;
    this.words = [...whole, ...beginnings].sort();
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
    const word = begin < 0 ? '' : this.spelled(pieces.slice(begin));
    const isWhole = begin < 0 || (this.isWord(word) && (begin === 0 || !this.isOddLetter(pieces.slice(begin))));
    const isOdd = this.oddCapitals(begin < 0 ? [] : pieces.slice(begin));
    return (piece) => {
      if (piece === endPiece) return isWhole;
      if (isOdd(piece)) return false;
      if (wordPieces.has(piece)) return isWhole && this.isBeginning(this.spelled([piece]));
      // With the pieces before it, as a space at its beginning is no part of the word, and one within it is.
      const text = this.spelled(begin < 0 ? [piece] : [...pieces.slice(begin), piece]);
      return text !== word && this.isBeginning(text);
    };
  }

  /** Says of each piece whether a capital would stand behind a small letter with it, and captions have none there. */
  private oddCapitals(word: readonly number[]): (piece: number) => boolean {
    const { vocabulary, ngrams } = this;
    const last = vocabulary.bytesOf(word.at(-1) ?? endPiece).slice(-1);
    return (piece) => {
      const bytes = vocabulary.bytesOf(piece);
      if (vocabulary.wordPieces.has(piece) || !/[a-z][A-Z]/.test(last + bytes)) return false;
      return !ngrams.following(word.slice(-contextLength)).includes(piece);
    };
  }

  /** Whether a word is a capital letter that no caption has alone: in small letters it may be a word, as the s of "man 's" is. */
  private isOddLetter(word: readonly number[]): boolean {
    const { vocabulary, ngrams } = this;
    if (!/^ ?[A-Z]$/.test(word.map((piece) => vocabulary.bytesOf(piece)).join(''))) return false;
    const following = ngrams.following(word.slice(-contextLength));
    return !following.some((piece) => piece === endPiece || vocabulary.wordPieces.has(piece));
  }

  private spelled(pieces: readonly number[]): string {
    return this.vocabulary.spell(pieces);
  }

  private isWord(text: string): boolean {
    const word = withoutSigns(text);
    return this.whole.has(word) || this.goesOn(word);
  }

  /** Whether a word begins so, or a word stands there with signs behind it. */
  isBeginning(text: string): boolean {
    const word = withoutSigns(text, [before]);
    const place = firstPlace(0, this.words.length, (at) => this.words[at] >= word);
    if (place < this.words.length && this.words[place].startsWith(word)) return true;
    return this.goesOn(word) || (withoutSigns(word) !== word && this.isWord(word));
  }

  /** Whether it is one of the longer words as far as these are known. */
  private goesOn(text: string): boolean {
    for (let length = 1; length <= text.length; length++) if (this.beginnings.has(text.slice(0, length))) return true;
    return false;
  }
}

/** Signs that stand alone are all that there is. Of bytes that are no text yet nothing is taken away. */
function withoutSigns(bytes: string, where = [before, behind]): string {
  if (without.test(bytes)) return bytes;
  const text = fromByteString(bytes);
  const left = where.reduce((rest, signs) => rest.replace(signs, ''), text);
  if (left === text || text.includes('\uFFFD')) return bytes;
  return toByteString(left) || bytes;
}

const knownWords = new WeakMap<NgramModel, KnownWords>();
