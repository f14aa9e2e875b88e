import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { closeBundle } from '../src/captioner/bundle/graphBundle';
import { openBundle } from '../src/captioner/bundle/openBundle';
import { writeBundle } from '../src/captioner/bundle/writeBundle';
import { initialParameters, type DecoderParameters } from '../src/captioner/decoder/parameters';
import type { DecoderShape } from '../src/captioner/decoder/shape';
import { learnVocabulary } from '../src/captioner/vocabulary/learnVocabulary';
import { endPiece, startPiece } from '../src/captioner/vocabulary/vocabulary';
import { seededRandom } from '../src/dataset/collections/random';
import { sampleCaptions } from './sampleCaptions';

/** All that it says, of any image. */
export const smallModelCaption = 'two dogs look out of a window';

const size = 32;

/**
 * Writes a model that is quick to train, for what a training does besides learning: files, messages, stopping and going on. It looks through the
 * encoder of the bundled model, with a decoder that has learned nothing but one caption.
 */
export async function writeSmallModel(directory: string): Promise<void> {
  const captions = Object.values(sampleCaptions);
  const vocabulary = learnVocabulary([...captions, ...captions], 400);
  const bundled = await openBundle('models/flickr8k-attention');
  const shape: DecoderShape = {
    ...{ vocabulary: vocabulary.size, gridChannels: bundled.decoder.shape.gridChannels, attends: true },
    ...{ annotation: 24, attention: 16, embedding: size, hidden: size },
  };
  const parameters = saying(vocabulary.encode(smallModelCaption), shape);
  try {
    await writeBundle(directory, {
      ...{ id: 'small', name: 'Small', lineage: null, training: null, figures: {} },
      ...{ vocabulary, encoder: bundled.encoder, calibration: bundled.description.calibration },
      decoder: { shape, parameters },
    });
  } finally {
    tf.dispose(parameters);
    closeBundle(bundled);
  }
}

/**
 * The weights of a decoder that says these pieces, whatever it sees: its state is the piece before, and its output a memory of which piece comes
 * after which (Kohonen 1972).
 */
function saying(pieces: readonly number[], shape: DecoderShape): DecoderParameters {
  const random = seededRandom(1);
  const embedding = Array.from({ length: shape.vocabulary }, () =>
    Array.from({ length: size }, () => (random() < 0.5 ? -1 : 1)),
  );
  const follows = tf.tidy(() => {
    const before = tf.tensor2d([startPiece, ...pieces].map((piece) => embedding[piece]));
    const after = tf.tensor2d([...pieces, endPiece].map((piece) => embedding[piece]));
    return tf.pad(tf.mul(tf.matMul(before, after, true), 0.015), [[0, shape.annotation], [0, 0]]); // prettier-ignore
  });
  // Input, forget, candidate and output: all goes in, nothing stays, all goes out.
  const gates = [4, -4, 0, 4].flatMap((gate) => Array.from({ length: size }, () => gate));
  const { embedding: untaught, ...fresh } = initialParameters(shape, 1);
  const still = ['lstm/fromImage', 'lstm/fromState'];
  const stilled = still.map((name) => [name, tf.zerosLike(fresh[name])] as const);
  const replaced = [...still, 'lstm/fromPiece', 'lstm/bias', 'output/kernel'].map((name) => fresh[name]);
  tf.dispose([untaught, ...replaced]);
  return {
    ...fresh,
    ...Object.fromEntries(stilled),
    embedding: tf.tensor2d(embedding),
    'lstm/fromPiece': tf.tidy(() => tf.pad(tf.mul(tf.eye(size), 2), [[0, 0], [2 * size, size]])), // prettier-ignore
    'lstm/bias': tf.tensor1d(gates),
    'output/kernel': follows,
  };
}
