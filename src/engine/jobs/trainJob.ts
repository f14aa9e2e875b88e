import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { writeBundle } from '../../captioner/bundle/writeBundle';
import { CheckpointStore } from '../../captioner/training/checkpoint';
import { defaultTrainingSettings, type TrainingSettings } from '../../captioner/training/settings';
import { trainFromStart } from '../../captioner/training/trainFromStart';
import type { TrainParams, TrainResult } from '../protocol';
import { prepareImages } from './datasetImages';
import { featureCacheFolder } from './featureCache';
import type { JobContext } from './jobContext';
import { openEncoder } from './openEncoder';

const defaultVocabulary = 2500;

/**
 * Trains a captioner from the beginning. The run is saved beside the bundle-to-be, so that it can be taken up again.
 * @throws Error if there is a run or a bundle already and it is not to be resumed
 */
export async function trainJob(params: TrainParams, { report, giveWay, signal }: JobContext): Promise<TrainResult> {
  const checkpoints = new CheckpointStore(`${params.out}.checkpoint`);
  if (!params.resume && (await checkpoints.exists())) {
    throw new Error(
      `${checkpoints.directory} holds a run that was not finished. Go on with it with --resume, or delete it.`,
    );
  }
  const { encoder, hash } = await openEncoder(params.encoder);
  const cache = await featureCacheFolder(hash, params.cache);
  try {
    const prepared = await prepareImages([params.trainPath, params.validationPath], 'all', cache, encoder, {
      onProgress: (step, steps) => report({ phase: 'features', epoch: 0, epochs: 0, step, steps }),
      betweenSteps: giveWay,
      signal,
    });
    try {
      for (const { fileName, reason } of prepared.problems) {
        report({
          phase: 'features',
          epoch: 0,
          epochs: 0,
          step: 0,
          steps: 0,
          message: `${fileName} is left out: ${reason}`,
        });
      }
      const [training, validation] = prepared.datasets;
      let validationLoss: number | undefined;
      const settings = settingsOf(params);
      const trained = await trainFromStart({
        training: training.images,
        validation: validation.images,
        grids: prepared.store,
        gridChannels: encoder.grid.channels,
        vocabularySize: params.vocabulary ?? defaultVocabulary,
        attends: params.attention,
        style: params.style,
        settings,
        checkpoints,
        betweenSteps: giveWay,
        signal,
        onProgress: (progress) => report({ phase: 'training', ...progress, validationLoss }),
        onRecord: (record) => (validationLoss = record.validationLoss),
      });
      try {
        const description = await writeBundle(params.out, {
          id: path.basename(params.out),
          name: params.name,
          encoder,
          decoder: { shape: trained.shape, parameters: trained.parameters },
          vocabulary: trained.vocabulary,
          lineage: null,
          training: settings,
          figures: trained.scores,
        });
        await checkpoints.clear();
        return { model: { id: description.id, name: description.name, directory: params.out }, scores: trained.scores };
      } finally {
        tf.dispose(trained.parameters);
      }
    } finally {
      await prepared.store.close();
    }
  } finally {
    encoder.dispose();
  }
}

function settingsOf({ seed, epochs, imagesPerStep, learningRate }: TrainParams): TrainingSettings {
  return {
    ...defaultTrainingSettings,
    seed,
    ...(epochs === undefined ? {} : { epochs }),
    ...(imagesPerStep === undefined ? {} : { imagesPerStep }),
    ...(learningRate === undefined ? {} : { learningRate }),
  };
}
