import * as tf from '@tensorflow/tfjs-core';
import { seededRandom, shuffle } from '../../../dataset/collections/random';
import { fitEvidence } from '../../evidence/fitEvidence';
import { imageVectors } from '../../evidence/imageVectors';
import type { PieceEvidence } from '../../evidence/pieceEvidence';
import { tidyWhitespace } from '../../vocabulary/captionStyle';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import type { ImageCaptions } from '../captionedImage';
import type { GridSource } from '../examples';
import type { EvidenceSource } from '../lesson';

const imagesAtATime = 16;
/** Its cost grows with the cube of their number. */
const mostImages = 500;

export interface EvidenceJob {
  train: readonly ImageCaptions[];
  grids: GridSource;
  vocabulary: Vocabulary;
  seed: number;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/**
 * What images speak for, as a decoder has to be told it while it learns: of the images that taught it, only what the others say.
 */
export class TaughtEvidence implements EvidenceSource {
  private constructor(
    private current: PieceEvidence,
    private readonly rows: Map<number, Float32Array>,
    private readonly grids: GridSource,
  ) {}

  /**
   * Learns it of what people wrote of some images.
   * @returns undefined where these tell nothing of each other's words
   * @throws the signal's reason if it is aborted
   */
  static async learn(job: EvidenceJob): Promise<TaughtEvidence | undefined> {
    const { vocabulary, grids, seed } = job;
    const train = shuffle(job.train, seededRandom(seed)).slice(0, mostImages);
    const vectors = await vectorsOf(train, job);
    const words = train.map(({ captions }) => captions.map((caption) => wordPiecesOf(caption, vocabulary)));
    const fitted = await fitEvidence({ vectors, words, vocabulary: vocabulary.size }, () => giveWay(job)).finally(() =>
      vectors.dispose(),
    );
    if (!fitted) return undefined;
    const rows = new Map(train.map(({ image }, at) => [image, fitted.leftOut[at]]));
    return new TaughtEvidence(fitted.evidence, rows, grids);
  }

  /** The caller disposes of it. */
  get evidence(): PieceEvidence {
    return this.current;
  }

  /** Once no decoder learns beside it any more, it speaks so many times as loudly. */
  speakUp(factor: number): void {
    const { current } = this;
    this.current = current.times(factor);
    current.dispose();
  }

  async of(images: readonly number[]): Promise<tf.Tensor2D> {
    for (const image of images) if (!this.rows.has(image)) await this.lookAt(image);
    return tf.tidy(() => {
      const rows = images.map((image) => tf.tensor1d(this.rows.get(image) ?? []));
      return this.evidence.spread(tf.stack(rows) as tf.Tensor2D);
    });
  }

  /** One at a time: what is said of it does not depend, not in the last bit, on what it is asked for with. */
  private async lookAt(image: number): Promise<void> {
    const grids = await this.grids.grids([image]);
    const said = this.evidence.ofPieces(grids);
    this.rows.set(image, Float32Array.from(said.dataSync()));
    tf.dispose([grids, said]);
  }
}

async function giveWay({ betweenSteps, signal }: EvidenceJob): Promise<void> {
  await betweenSteps?.();
  signal?.throwIfAborted();
}

async function vectorsOf(images: readonly ImageCaptions[], job: EvidenceJob): Promise<tf.Tensor2D> {
  const parts: tf.Tensor2D[] = [];
  try {
    for (let first = 0; first < images.length; first += imagesAtATime) {
      await giveWay(job);
      const grids = await job.grids.grids(images.slice(first, first + imagesAtATime).map(({ image }) => image));
      parts.push(imageVectors(grids));
      grids.dispose();
    }
    return tf.concat(parts) as tf.Tensor2D;
  } finally {
    tf.dispose(parts);
  }
}

/** Of a caption the pieces that are a whole word: of one that is spelled, no part says what it means. */
function wordPiecesOf(caption: string, vocabulary: Vocabulary): number[] {
  const pieces = vocabulary.encode(tidyWhitespace(caption));
  return vocabulary
    .groupIntoWords(pieces)
    .flatMap((word) => (word.pieces.length === 1 ? [pieces[word.pieces[0]]] : []));
}
