import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { openBundle } from '../src/captioner/bundle/openBundle';
import { writeBundle } from '../src/captioner/bundle/writeBundle';
import { endPiece } from '../src/captioner/vocabulary/vocabulary';

/** Writes a model that is the bundled one, but for ending no caption by itself. */
export async function writeEndlessModel(directory: string): Promise<void> {
  const { encoder, decoder, vocabulary, ngrams } = await openBundle('models/flickr8k-attention');
  const bias = decoder.parameters['output/pieceBias'];
  const values = await bias.data();
  values[endPiece] = -1000;
  const parameters = { ...decoder.parameters, 'output/pieceBias': tf.tensor(values, bias.shape) };
  await writeBundle(directory, {
    ...{ id: 'endless', name: 'Endless', encoder, vocabulary, ngrams, lineage: null, training: null, figures: {} },
    decoder: { shape: decoder.shape, parameters },
  });
  tf.dispose(parameters);
  encoder.dispose();
  decoder.dispose();
}
