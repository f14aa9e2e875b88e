import { endPiece, startPiece, type Vocabulary } from '../vocabulary/vocabulary';
import { DecidedWords } from './decidedWords';
import { MixingWeights } from './mixingWeights';
import { PieceFrequencies } from './pieceFrequencies';

/** Pieces before the one that comes that are looked at: some words, spelled out where the vocabulary has none of them. */
const longestContext = 8;
/** Those decided last; what they say is looked through at every step. */
export const mostCaptions = 3_000;
/** From so many captions, the last that were decided, it is learned how far to trust all where another model is used. */
export const learnedAgain = 20;

/** What the captions say of the next piece. */
interface Prediction {
  /** [vocabulary], which sums to 1. */
  probabilities: Float32Array;
  /** So many of the pieces before were in a row in one of the captions. */
  known: number;
}

/**
 * What was decided in a dataset, as a model of how its captions go on: a cache (Kuhn and De Mori 1990) of pieces, in which a
 * longer context is trusted over a shorter one the more, the more often it was seen and the fewer different pieces followed it
 * (Witten and Bell 1991). A shorter one goes by how many settings a piece was seen in (Kneser and Ney 1995): what opens captions
 * again and again, and stands nowhere else, is not expected in the middle of another one. It is mixed with what the captioner says by how well each has predicted the captions decided lately.
 */
export class DecidedCaptions {
  /** Those decided last behind. */
  private readonly captions = new Map<string, readonly number[]>();
  private readonly weights = new MixingWeights(longestContext);
  private readonly frequencies: PieceFrequencies;
  private index: CaptionIndex | undefined;
  private allWords: DecidedWords | undefined;
  private changes = 0;

  constructor(private readonly vocabulary: Vocabulary) {
    this.frequencies = new PieceFrequencies(vocabulary.size);
  }

  /** Another number whenever it may say something else. */
  get version(): number {
    return this.changes;
  }

  /** The words of all of them. */
  get words(): DecidedWords {
    return (this.allWords ??= new DecidedWords(this.captions.values(), this.vocabulary));
  }

  /** @param text of the caption as it is now; nothing where it is not decided any more */
  set(key: string, text: string | undefined): void {
    this.changes++;
    this.index = undefined;
    this.allWords = undefined;
    this.captions.delete(key);
    if (text === undefined || text.trim() === '') return;
    this.captions.set(key, this.vocabulary.encode(text.trim()));
    const [oldest] = this.captions.keys();
    if (this.captions.size > mostCaptions) this.captions.delete(oldest);
  }

  /**
   * Learns from a caption that was just decided, and is not set yet, how far to trust the captions before it.
   * @param pieces of the caption, without `<start>` and `<end>`
   * @param ofCaptioner what the captioner says of each next piece at each place, the one of `<end>` included, in nats
   *   [pieces + 1][vocabulary]
   */
  learnFrom(pieces: readonly number[], ofCaptioner: readonly Float32Array[]): void {
    this.changes++;
    const all = [...pieces, endPiece];
    if (this.captions.size > 0)
      for (const [at, piece] of all.entries()) {
        const { probabilities, known } = this.predict([startPiece, ...all.slice(0, at)]);
        this.weights.learn(known, this.frequencies.expect(ofCaptioner[at])[piece], probabilities[piece]);
      }
    this.frequencies.learn(all, ofCaptioner);
  }

  /**
   * @param before the pieces so far, `<start>` first
   * @param ofCaptioner of each next piece, in nats [vocabulary]
   * @returns of each next piece, in nats: what both say together [vocabulary]
   */
  mix(before: readonly number[], ofCaptioner: Float32Array): Float32Array {
    if (this.captions.size === 0) return ofCaptioner;
    const { probabilities, known } = this.predict(before);
    const weight = this.weights.at(known);
    const expected = this.frequencies.expect(ofCaptioner);
    return expected.map((value, piece) => Math.log((1 - weight) * value + weight * probabilities[piece]));
  }

  private predict(before: readonly number[]): Prediction {
    this.index ??= new CaptionIndex(this.captions.values());
    return this.index.predict(before, this.vocabulary.size);
  }
}

/** What follows a context, by piece. */
interface Following {
  /** How often. */
  times: Map<number, number>;
  /** Behind how many different pieces in front of the context. */
  settings: Map<number, number>;
}

/** Captions in a row, and where each piece stands in them. */
class CaptionIndex {
  /** `<start>`, the pieces and `<end>` of each. */
  private readonly pieces: number[] = [];
  private readonly places = new Map<number, number[]>();
  /** Behind how many different pieces each stands. */
  private readonly settings = new Map<number, number>();

  constructor(captions: Iterable<readonly number[]>) {
    const pairs = new Set<number>();
    for (const caption of captions) {
      let before = this.add(startPiece);
      for (const piece of [...caption, endPiece]) {
        const pair = pairOf(before, piece);
        if (!pairs.has(pair)) addOne(this.settings, piece);
        pairs.add(pair);
        before = this.add(piece);
      }
    }
  }

  private add(piece: number): number {
    const places = this.places.get(piece);
    if (places) places.push(this.pieces.length);
    else this.places.set(piece, [this.pieces.length]);
    this.pieces.push(piece);
    return piece;
  }

  predict(before: readonly number[], vocabulary: number): Prediction {
    const following = this.followingByLength(before);
    // From no context to the longest: what a shorter one says is kept as far as the longer one is new.
    const levels = [this.settings, ...following];
    const probabilities = new Float32Array(vocabulary);
    let rest = 1;
    for (const level of levels.toReversed()) {
      let total = 0;
      for (const times of level.values()) total += times;
      const sum = total + level.size;
      for (const [piece, times] of level) probabilities[piece] += (rest * times) / sum;
      rest *= level.size / sum;
    }
    const share = rest / vocabulary;
    return { probabilities: probabilities.map((value) => value + share), known: following.length };
  }

  /**
   * How much speaks for each piece after the last one, the last two and so on of the pieces before, as far as those stand anywhere:
   * after the longest how often it follows; after a shorter one, which is asked where the longer one is new, behind how many
   * different pieces it does.
   */
  private followingByLength(before: readonly number[]): Map<number, number>[] {
    const following: Following[] = [];
    const pairs: Set<number>[] = [];
    for (const place of this.places.get(before.at(-1) ?? startPiece) ?? []) {
      const next = this.pieces[place + 1];
      for (let length = 1; length <= longestContext; length++) {
        const at = before.length - length;
        if (at < 0 || this.pieces[place - length + 1] !== before[at]) break;
        const { times, settings } = (following[length - 1] ??= { times: new Map(), settings: new Map() });
        addOne(times, next);
        // In front of a beginning stands nothing: each is one of its own.
        if (before[at] === startPiece) {
          addOne(settings, next);
          continue;
        }
        const seen = (pairs[length - 1] ??= new Set());
        const pair = pairOf(this.pieces[place - length], next);
        if (!seen.has(pair)) addOne(settings, next);
        seen.add(pair);
      }
    }
    return following.map(({ times, settings }, at) => (at === following.length - 1 ? times : settings));
  }
}

function addOne(counts: Map<number, number>, piece: number): void {
  counts.set(piece, (counts.get(piece) ?? 0) + 1);
}

/** Another number for each two pieces. */
function pairOf(before: number, piece: number): number {
  return before * 2 ** 26 + piece;
}
