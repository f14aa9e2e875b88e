import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Encoder } from '../../captioner/encoder/encoder';
import { EncoderTail } from '../../captioner/encoder/encoderTail';
import { EncoderTraining } from '../../captioner/training/encoderTraining';
import type { TrainingSettings } from '../../captioner/training/settings';
import { FeatureStore, type ExtractOptions } from '../features/featureStore';
import { tailInputFeature } from '../features/storedFeature';
import { prepareImages, type PreparedImages } from './datasetImages';

/** What training the encoder's last blocks needs of some datasets; `grids` are those of the encoder as it learns. */
export type PreparedEncoderTraining = Omit<PreparedImages, 'grids'> & { grids: EncoderTraining };

/**
 * Prepares the images of datasets for training the encoder's last blocks: what enters these is kept on disk.
 * @throws Error if a dataset cannot be read, or this backend cannot train the encoder
 */
export async function prepareEncoderTraining(
  datasetPaths: readonly string[],
  cache: string,
  encoder: Encoder,
  { encoder: settings, learningRate }: TrainingSettings,
  options: Omit<ExtractOptions, 'paths'>,
): Promise<PreparedEncoderTraining> {
  if (!settings) throw new Error('These settings leave the encoder as it is.');
  if (tf.getBackend() !== 'tensorflow') {
    throw new Error(
      `The encoder can be trained with the backend tensorflow alone, not with ${tf.getBackend()}: train without --encoder-blocks, or install native TensorFlow (npm run setup).`,
    );
  }
  const tail = new EncoderTail(encoder.architecture, settings.blocks);
  const folder = path.join(cache, `before-last-${settings.blocks}-blocks`);
  const feature = tailInputFeature(encoder, settings.blocks, false);
  const prepared = await prepareImages(datasetPaths, 'all', folder, encoder, options, feature);
  const stores = [prepared.store];
  const close = async (): Promise<void> => {
    for (const store of stores) await store.close();
  };
  try {
    if (settings.mirror) {
      const mirrored = tailInputFeature(encoder, settings.blocks, true);
      const store = await FeatureStore.open(`${folder}-mirrored`, mirrored);
      stores.push(store);
      // The first dataset is what is trained on; nobody looks at mirror images of the others.
      const last = prepared.datasets[0].images.at(-1)?.image ?? -1;
      await store.extract({ ...options, paths: prepared.paths.slice(0, last + 1) });
    }
    const [height, width, channels] = tail.inputShape;
    const inputs = async (indices: readonly number[], mirrored: boolean): Promise<tf.Tensor4D> => {
      const stored = await stores[mirrored ? 1 : 0].read(indices);
      const shaped: tf.Tensor4D = tf.reshape(stored, [indices.length, height, width, channels]);
      stored.dispose();
      return shaped;
    };
    const grids = new EncoderTraining(tail, encoder.parameters, { inputs }, settings, learningRate);
    return { ...prepared, grids, close };
  } catch (error) {
    await close();
    throw error;
  }
}
