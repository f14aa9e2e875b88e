import { BestList } from './bestList';
import type { KnownWords } from '../ngrams/knownWords';
import type { ObjectName, ObjectsInView } from '../objects/objectNamer';
import { fromLikeliest } from './fromLikeliest';
import { repeatingPieces } from './repeatingPieces';

/** One piece of a caption that is being written, linked to those before it. */
export interface SearchNode {
  piece: number;
  /** Of the piece; of the object, where one is named. */
  logProbability: number;
  /** What the piece stands in for. */
  named?: ObjectName;
  /** Where the decoder looked when it chose this piece; empty without attention. */
  attention: Float32Array;
  before: SearchNode | undefined;
}

/** A caption that ends, or is cut. */
export interface Hypothesis {
  /** Without `<start>` and `<end>`. */
  nodes: SearchNode[];
  /** Of the pieces and `<end>`, in nats. */
  logProbability: number;
  /** Whether it is cut at the most pieces, and has no `<end>`. */
  isCut: boolean;
  /** What it was followed for over the number of pieces and `<end>`, to the power of the length penalty. */
  score: number;
}

export interface BeamOptions {
  width: number;
  /** Pieces at most; then a caption is cut. */
  maxPieces: number;
  /** 0 favours short captions, 1 takes the mean a piece. */
  lengthPenalty: number;
  endPiece: number;
  /** Where given, no three of these pieces in a row come twice in a caption: see `repeatingPieces`. */
  wholePieces?: ReadonlySet<number>;
  /** Where given, those with which a word begins. */
  wordPieces?: ReadonlySet<number>;
  /** Where given, captions have no other words. */
  knownWords?: KnownWords;
  /** Where given, says of a caption so far with which pieces a word would come twice in a row: see `doublesWord`. */
  doubles?: (pieces: readonly number[]) => (piece: number) => boolean;
  /** Where given, says which pieces captions had after the last ones of some pieces. */
  following?: (pieces: readonly number[]) => readonly number[];
  /** Where given, what there is to name in the image beside what the decoder says. */
  objects?: ObjectsInView;
}

/** In nats: where the decoder is this sure not to say the stand-in, a name would make no sense; -8 to -10 do much the same. */
const leastSaid = -9;

interface Beam {
  last: SearchNode | undefined;
  length: number;
  /** In nats, with what objects push and withhold. */
  logProbability: number;
  /** Whether it names an object that the image is sure to show. */
  namesCertain: boolean;
}

interface Continuation {
  beam: Beam;
  row: number;
  piece: number;
  named?: ObjectName;
  /** Of the piece alone; of the object, where one is named. */
  own: number;
  /** Of the whole caption up to it, with what objects push and withhold. */
  logProbability: number;
}

/**
 * Beam search over one caption (Graves 2012), the network apart: it is told the log-probabilities of the next pieces
 * and says which captions to go on with. Ends once `width` captions have ended, or at `maxPieces`. Where the image is sure to show
 * an object, captions that name it are followed beside those that do not, half of each (constrained beam search: Anderson et al. 2017).
 */
export class BeamSearch {
  private beams: Beam[] = [{ last: undefined, length: 0, logProbability: 0, namesCertain: false }];
  private readonly ended: (Hypothesis & { namesCertain: boolean })[] = [];
  /** Of the captions that are followed those that are to name an object. */
  private readonly naming: number;

  constructor(private readonly options: BeamOptions) {
    const isSure = options.objects?.names.some(({ isCertain }) => isCertain) ?? false;
    this.naming = isSure ? Math.ceil(options.width / 2) : 0;
  }

  get done(): boolean {
    return this.beams.length === 0 || this.ended.length >= this.options.width;
  }

  /**
   * @param logProbabilities of the next piece for beam `row`
   * @param attention of the step for beam `row`
   * @returns for each caption that goes on: the row that it comes from, and its new piece
   */
  advance(
    logProbabilities: (row: number) => Float32Array,
    attention: (row: number) => Float32Array,
  ): { parent: number; piece: number }[] {
    const { maxPieces, endPiece } = this.options;
    const going: { beam: Beam; parent: number; piece: number }[] = [];
    for (const { beam, row, piece, named, own, logProbability } of this.bestContinuations(logProbabilities)) {
      if (piece === endPiece) {
        this.end(beam, own, logProbability, false);
        continue;
      }
      const places = named?.places ?? attention(row);
      const node = { piece, logProbability: own, ...(named && { named }), attention: places, before: beam.last };
      const namesCertain = beam.namesCertain || (named?.isCertain ?? false);
      going.push({ beam: { last: node, length: beam.length + 1, logProbability, namesCertain }, parent: row, piece });
    }
    this.beams = going.map(({ beam }) => beam);
    if (this.beams.some((beam) => beam.length >= maxPieces)) {
      if (this.ended.length === 0) this.beams.forEach((beam) => this.end(beam, 0, beam.logProbability, true));
      this.beams = [];
    }
    return this.done ? [] : going.map(({ parent, piece }) => ({ parent, piece }));
  }

  /** The captions that ended, best first; those that name what is sure to be there before the others. */
  results(): Hypothesis[] {
    return this.ended
      .toSorted((one, other) => Number(other.namesCertain) - Number(one.namesCertain) || other.score - one.score)
      .slice(0, this.options.width)
      .map(({ nodes, logProbability, isCut, score }) => ({ nodes, logProbability, isCut, score }));
  }

  private bestContinuations(logProbabilities: (row: number) => Float32Array): Continuation[] {
    const { width, objects, endPiece } = this.options;
    const others = new BestList<Continuation>(width);
    const naming = new BestList<Continuation>(width);
    this.beams.forEach((beam, row) => {
      const mayFollow = this.rules(beam.last);
      const said = logProbabilities(row);
      const best = beam.namesCertain ? naming : others;
      const worth = { said, before: beam.logProbability, withheld: objects?.withheld };
      for (const { piece, logProbability } of fromLikeliest(worth, best.least)) {
        if (logProbability <= best.least) break;
        if (mayFollow(piece)) best.add({ beam, row, piece, own: said[piece], logProbability });
      }
      if (!objects || objects.names.length === 0) return;
      const mayBeNamed = this.namingRules(beam.last);
      for (const named of objects.names) {
        if (said[named.standIn] < leastSaid || !mayFollow(named.standIn) || !mayBeNamed(named)) continue;
        const logProbability = beam.logProbability + said[named.standIn] + named.push;
        const own = Math.log(named.probability);
        (named.isCertain ? naming : best).add({ beam, row, piece: named.standIn, named, own, logProbability });
      }
    });
    if (this.naming === 0) return others.items;
    // So many may go on to name an object; where fewer do, the others have their place.
    const chosen = naming.items.slice(0, this.naming);
    const isOver = ({ piece }: Continuation): boolean =>
      piece === endPiece && this.ended.filter(({ namesCertain }) => !namesCertain).length >= width - this.naming;
    const rest = others.items.filter((one) => !isOver(one));
    return [...chosen, ...rest.slice(0, width - chosen.length)];
  }

  private rules(last: SearchNode | undefined): (piece: number) => boolean {
    const { wholePieces, wordPieces, knownWords, doubles, endPiece } = this.options;
    const pieces = nodesUpTo(last).map(({ piece }) => piece);
    const repeating = wholePieces && repeatingPieces(pieces, wholePieces);
    const isKnown = knownWords?.after(pieces);
    const isDouble = doubles?.(pieces);
    // The name of an object is a whole word, whatever the stand-in could be the beginning of.
    const isWhole = last?.named !== undefined;
    return (piece) =>
      !repeating?.has(piece) &&
      (isKnown?.(piece) ?? true) &&
      !isDouble?.(piece) &&
      !(isWhole && piece !== endPiece && !wordPieces?.has(piece));
  }

  /** A thing is named once, and where captions had what stands in for it as a whole word: else that may be another part of speech. */
  private namingRules(last: SearchNode | undefined): (named: ObjectName) => boolean {
    const { following, endPiece, wordPieces } = this.options;
    const nodes = nodesUpTo(last);
    const said = new Set(nodes.map(({ named }) => named?.object));
    const pieces = nodes.map(({ piece }) => piece);
    const endsWord = (piece: number): boolean => piece === endPiece || (wordPieces?.has(piece) ?? true);
    let next: readonly number[] | undefined;
    return ({ object, standIn }) => {
      if (said.has(object)) return false;
      if (!following) return true;
      next ??= following(pieces);
      return next.includes(standIn) && following([...pieces, standIn]).some(endsWord);
    };
  }

  /** @param own of `<end>` alone, in nats */
  private end(beam: Beam, own: number, merit: number, isCut: boolean): void {
    const nodes = nodesUpTo(beam.last);
    const length = isCut ? beam.length : beam.length + 1;
    const logProbability = nodes.reduce((sum, node) => sum + node.logProbability, own);
    const score = merit / length ** this.options.lengthPenalty;
    this.ended.push({ nodes, logProbability, isCut, score, namesCertain: beam.namesCertain });
  }
}

function nodesUpTo(last: SearchNode | undefined): SearchNode[] {
  const nodes: SearchNode[] = [];
  for (let node = last; node; node = node.before) nodes.push(node);
  return nodes.reverse();
}
