import type * as tf from '@tensorflow/tfjs-core';
import type { CaptioningModel } from '../captioningModel';
import type { CaptionDecoder, CaptionState } from '../decoder/captionDecoder';
import { KnownWords } from '../ngrams/knownWords';
import { endPiece, startPiece } from '../vocabulary/vocabulary';
import { doublesWord } from './doubledWord';
import type { ObjectsInView } from '../objects/objectNamer';
import { BeamSearch, type Hypothesis } from './beams';
import { Consensus } from './consensus';
import { coverage } from './coverage';
import type { Preference } from './preference';

export interface BeamSearchOptions {
  /** Captions followed at a time; 1 is greedy. */
  beam: number;
  maxPieces: number;
  lengthPenalty: number;
  /** As in `BeamOptions`. */
  wholePieces?: ReadonlySet<number>;
  wordPieces?: ReadonlySet<number>;
  knownWords?: KnownWords;
  doubles?: (pieces: readonly number[]) => (piece: number) => boolean;
  following?: (pieces: readonly number[]) => readonly number[];
  /** Where given, looks at what there is to name in images, of their annotation grids [images, locations, D]. */
  objects?: (grids: tf.Tensor3D) => ObjectsInView[];
  /** Where given, of the captions that were found another one may come first than the likeliest. */
  preference?: Preference;
}

/** What a beam of 3 to 5 does well with on the validation split; see models/README.md. */
export const defaultSearch: BeamSearchOptions = { beam: 5, maxPieces: 40, lengthPenalty: 0.8 };

/** Pieces before the name of an object that captions had before what stands in for it; 1 to 3 do much the same. */
const namingContext = 2;

/** Pieces at most that a caption of a model has: as long as those that it learned, where these were longer than usual. */
export function mostPieces({ maxPieces = 0 }: CaptioningModel): number {
  return Math.max(defaultSearch.maxPieces, maxPieces);
}

/** The search for a model's captions, in the default way but for what is given. */
export function searchWith(model: CaptioningModel, options: Partial<BeamSearchOptions> = {}): BeamSearchOptions {
  const { vocabulary, ngrams, decoder, namer } = model;
  const { wholePieces, wordPieces } = vocabulary;
  const knownWords = ngrams && KnownWords.of(ngrams, vocabulary);
  const doubles = ngrams && ((pieces: readonly number[]) => doublesWord(pieces, vocabulary, ngrams));
  // What people taught beside evidence was taught by likelihood alone; the bundled model learned what its likeliest captions were worth.
  const preference = decoder.hasEvidence && ngrams ? Consensus.of(ngrams) : coverage;
  const following =
    ngrams && ((pieces: readonly number[]) => ngrams.following([startPiece, ...pieces].slice(-namingContext)));
  const objects = namer && ((grids: tf.Tensor3D) => namer.lookAt(grids));
  const maxPieces = mostPieces(model);
  const rules = { wholePieces, wordPieces, knownWords, doubles, following };
  return { ...defaultSearch, maxPieces, ...rules, preference, objects, ...options };
}

/**
 * Writes captions of some images, by beam search, all images together.
 * @param grids annotation grids [images, locations, D]
 * @returns for each image its captions, best first
 */
export function beamSearch(decoder: CaptionDecoder, grids: tf.Tensor3D, options: BeamSearchOptions): Hypothesis[][] {
  const images = grids.shape[0];
  const inView = options.objects?.(grids);
  const searches = Array.from(
    { length: images },
    (_, image) => new BeamSearch({ ...options, width: options.beam, endPiece, objects: inView?.[image] }),
  );
  const memory = decoder.remember(grids);
  // Row image · rows + b is beam b of an image: as many rows as the image has beams that still has the most. At first there is one.
  let rows = 1;
  let pieces = new Int32Array(images).fill(startPiece);
  let parents: Int32Array | undefined;
  let state: CaptionState = memory.start(rows);
  try {
    while (searches.some((search) => !search.done)) {
      const next = memory.next(state, pieces, parents);
      state = next.state;
      const vocabulary = next.logProbabilities.length / pieces.length;
      const locations = next.attention.length / pieces.length;
      const going = searches.map((search, image) => {
        if (search.done) return [];
        const row = (values: Float32Array, beam: number, size: number): Float32Array =>
          values.subarray((image * rows + beam) * size, (image * rows + beam + 1) * size);
        return search.advance(
          (beam) => row(next.logProbabilities, beam, vocabulary),
          (beam) => row(next.attention, beam, locations).slice(),
        );
      });
      const before = rows;
      rows = Math.max(1, ...going.map((beams) => beams.length));
      pieces = new Int32Array(images * rows).fill(endPiece);
      // Where an image has fewer beams, or none, its first row fills the others: nobody looks at them.
      parents = Int32Array.from(pieces, (_, row) => Math.floor(row / rows) * before);
      for (const [image, beams] of going.entries()) {
        for (const [beam, { parent, piece }] of beams.entries()) {
          pieces[image * rows + beam] = piece;
          parents[image * rows + beam] = image * before + parent;
        }
      }
    }
  } finally {
    memory.dispose();
  }
  return searches.map((search, image) => {
    const found = search.results();
    return options.preference && found.length > 0 ? options.preference.order(found, inView?.[image]) : found;
  });
}
