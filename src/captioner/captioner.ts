import type * as tf from '@tensorflow/tfjs-core';
import { closeBundle, onGraphs, type CaptioningBundle } from './bundle/graphBundle';
import { openBundle } from './bundle/openBundle';
import { toCandidate } from './candidate';
import { defaultSearch, mostPieces, beamSearch, searchWith } from './beamSearch/beamSearch';
import type { GraphRuntime } from './computing/graphRuntime';
import type { Candidate, Suggestion } from './suggestion';

export interface SuggestOptions {
  /** Captions followed at a time, and the most that are proposed. */
  beam?: number;
  /** Pieces at most. */
  maxPieces?: number;
}

/** The captioner: an encoder, a decoder and their vocabulary, from one bundle. */
export class Captioner {
  private constructor(readonly bundle: CaptioningBundle) {}

  /**
   * @param runtime what computes it; without it TensorFlow.js does
   * @throws BundleError if the bundle is missing, damaged, or made by a newer Showtell; Error if the runtime cannot compute it
   */
  static async open(directory: string, runtime?: GraphRuntime): Promise<Captioner> {
    const opened = await openBundle(directory);
    const bundle = runtime ? onGraphs(opened, runtime) : opened;
    // What the search looks up is made now, so that the first caption need not wait for it.
    searchWith(bundle);
    return new Captioner(bundle);
  }

  get id(): string {
    return this.bundle.description.id;
  }

  get name(): string {
    return this.bundle.description.name;
  }

  /** Width and height of the images that `encode` takes, in pixels. */
  get imageSize(): number {
    return this.bundle.encoder.imageSize;
  }

  /**
   * @param images [batch, imageSize, imageSize, 3], RGB from 0 to 255
   * @returns their annotation grids [batch, locations, channels]; the caller disposes of them
   */
  encode(images: tf.Tensor4D): tf.Tensor3D {
    return this.bundle.encoder.encode(images);
  }

  /**
   * Captions for one image, best first.
   * @param grid its annotation grid [1, locations, channels]
   */
  suggest(grid: tf.Tensor3D, options: SuggestOptions = {}): Suggestion {
    return this.suggestAll(grid, options)[0];
  }

  /**
   * Captions for some images together, which is quicker than one by one.
   * @param grids [images, locations, channels]
   */
  suggestAll(grids: tf.Tensor3D, options: SuggestOptions = {}): Suggestion[] {
    const { decoder, encoder, vocabulary, calibrator } = this.bundle;
    const { beam = defaultSearch.beam, maxPieces = mostPieces(this.bundle) } = options;
    const certainties = calibrator.of(grids);
    return beamSearch(decoder, grids, searchWith(this.bundle, { beam, maxPieces })).map((hypotheses, image) => ({
      model: this.id,
      familiarity: certainties[image].familiarity,
      gridHeight: encoder.grid.height,
      gridWidth: encoder.grid.width,
      candidates: distinct(hypotheses.map((hypothesis) => toCandidate(hypothesis, vocabulary, certainties[image]))),
    }));
  }

  dispose(): void {
    closeBundle(this.bundle);
  }
}

/** Different pieces may spell the same caption: the better one stays. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ text }) => text !== '' && !seen.has(text) && seen.add(text));
}
