import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { seededRandom } from '../../src/dataset/collections/random';
import type { GridSource, TrainingImage } from '../../src/captioner/training/examples';
import { trainDecoder } from '../../src/captioner/training/trainer';
import { defaultTrainingSettings, type TrainingSettings } from '../../src/captioner/training/settings';
import { PieceEvidence } from '../../src/captioner/evidence/pieceEvidence';
import { Decoder } from '../../src/captioner/decoder/decoder';
import { initialParameters, type DecoderParameters } from '../../src/captioner/decoder/parameters';
import type { DecoderShape } from '../../src/captioner/decoder/shape';
import { learnVocabulary } from '../../src/captioner/vocabulary/learnVocabulary';

/** Eight captions, each of its own made-up image, that a small decoder can learn by heart in seconds. */
export const tinyCaptions = [
  'a dog runs through the grass',
  'two girls laugh on a swing',
  'a man rides a red bike',
  'three birds sit on a wire',
  'a child jumps into the pool',
  'an old boat lies on the beach',
  'people wait for the bus',
  'a cat sleeps',
];

export const tinyVocabulary = learnVocabulary(
  tinyCaptions.flatMap((caption) => [caption, caption]),
  400,
);

export const tinyShape: DecoderShape = {
  vocabulary: tinyVocabulary.size,
  gridChannels: 6,
  annotation: 24,
  attention: 16,
  embedding: 24,
  hidden: 32,
  attends: true,
};

/** Random annotation grids [8 images, 4 locations, 6 channels]. */
export function tinyGrids(): GridSource {
  const random = seededRandom(9);
  const grids = tinyCaptions.map(() => Array.from({ length: 4 }, () => Array.from({ length: 6 }, () => 3 * random())));
  return { grids: (indices) => tf.tensor3d(indices.map((index) => grids[index])) };
}

export const tinyImages: TrainingImage[] = tinyCaptions.map((caption, image) => ({
  image,
  captions: [tinyVocabulary.encode(caption)],
}));

/** Evidence of random weights that speaks for some pieces; whoever asks disposes of it. */
export function tinyEvidence(shape = tinyShape): PieceEvidence {
  const random = seededRandom(3);
  const pieces = [...new Set(tinyImages.flatMap(({ captions }) => captions.flat()))];
  const channels = 2 * shape.gridChannels;
  const values = (count: number): Float32Array => Float32Array.from({ length: count }, () => 2 * random() - 1);
  return new PieceEvidence(
    pieces,
    {
      mean: tf.tensor1d(values(channels)),
      deviation: tf.ones([channels]),
      kernel: tf.tensor2d(values(channels * pieces.length), [channels, pieces.length]),
      bias: tf.tensor1d(values(pieces.length)),
    },
    shape.vocabulary,
  );
}

/** No dropout and no smoothing: what learning by heart needs. */
export const tinySettings: TrainingSettings = {
  ...defaultTrainingSettings,
  epochs: 100,
  imagesPerStep: 8,
  learningRate: 0.01,
  warmUpSteps: 5,
  averageDecay: 0.9,
  labelSmoothing: 0,
  lookEverywhere: 0,
  dropout: { embedding: 0, annotation: 0, output: 0 },
};

/** A decoder that knows the captions by heart, and the grid of the first image, while the tests of a suite run. */
export function useTinyDecoder(): { readonly decoder: Decoder; readonly grid: tf.Tensor3D } {
  let decoder: Decoder;
  let grid: tf.Tensor3D;
  before(async () => {
    await tf.setBackend('wasm');
    decoder = new Decoder(tinyShape, await learnTinyCaptions());
    grid = (await tinyGrids().grids([0])) as tf.Tensor3D;
  });
  after(() => {
    decoder.dispose();
    grid.dispose();
  });
  return {
    get decoder() {
      return decoder;
    },
    get grid() {
      return grid;
    },
  };
}

/** The weights of a decoder that knows the captions by heart, or does not yet after fewer epochs; the caller disposes of them. */
export async function learnTinyCaptions(epochs = tinySettings.epochs): Promise<DecoderParameters> {
  const { parameters } = await trainDecoder({
    shape: tinyShape,
    settings: { ...tinySettings, epochs },
    start: () => initialParameters(tinyShape, 1),
    training: tinyImages,
    validation: [],
    grids: tinyGrids(),
    keep: 'last',
  });
  return parameters;
}
