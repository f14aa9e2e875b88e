import * as tf from '@tensorflow/tfjs-core';
import { bundleIdFor } from '../../captioner/bundle/description';
import { closeBundle } from '../../captioner/bundle/graphBundle';
import { openBundle, type OpenBundle } from '../../captioner/bundle/openBundle';
import { assertBundleFits } from '../../captioner/bundle/placeBundle';
import { writeBundle } from '../../captioner/bundle/writeBundle';
import { headChannels } from '../../captioner/encoder/efficientNetLite';
import { Encoder } from '../../captioner/encoder/encoder';
import { CheckpointStore } from '../../captioner/training/checkpoint';
import {
  defaultEncoderTrainingSettings,
  defaultSelfCriticalSettings,
  defaultTrainingSettings,
  type TrainingSettings,
} from '../../captioner/training/settings';
import { trainCaptioner, type TrainingStart } from '../../captioner/training/trainCaptioner';
import { reasonOf } from '../../dataset/files/reason';
import type { TrainParams, TrainResult } from '../protocol/protocol';
import { TrainingLog } from '../trainingLog/trainingLog';
import { prepareImages, type PreparedImages } from './datasetImages';
import { prepareEncoderTraining } from './encoderTrainingImages';
import { featureCacheFolder } from './featureCache';
import { calibrateTrained, measureTrained } from './finishTraining';
import { reportSteps, tell, type JobContext } from './jobContext';
import { openEncoder } from './openEncoder';

const defaultVocabulary = 2500;

/**
 * Trains a captioner, from the beginning or going on from a bundle. The run is saved beside the bundle-to-be, so that it
 * can be taken up again.
 * @throws Error if there is a bundle already, or a run that is not to be resumed; if there is nothing to learn from or to validate
 *   with. All of that is found out before anything is learned
 */
export async function trainJob(params: TrainParams, context: JobContext): Promise<TrainResult> {
  const { report, giveWay, signal } = context;
  const checkpoints = new CheckpointStore(`${params.out}.checkpoint`);
  if (!params.resume && (await checkpoints.exists())) {
    throw new Error(
      `${checkpoints.directory} holds a run that was not finished. Go on with it with --resume, or delete it.`,
    );
  }
  await assertBundleFits(params.out);
  const settings = settingsOf(params);
  const { encoder, hash, start, namer, detectors, dispose } = await openStart(params);
  const cache = await featureCacheFolder(hash, params.cache);
  try {
    const datasets = [params.trainPath, params.validationPath];
    const options = {
      onProgress: reportSteps(context, 'features'),
      betweenSteps: giveWay,
      signal,
    };
    const prepared = settings.encoder
      ? await prepareEncoderTraining(datasets, cache, encoder, settings, options)
      : await prepareImages(datasets, 'all', cache, encoder, options);
    try {
      for (const { fileName, reason } of prepared.problems)
        tell(context, 'features', `${fileName} is left out: ${reason}`);
      for (const sentence of prepared.leftOut) tell(context, 'features', sentence);
      const [training, validation] = prepared.datasets;
      const paths = training.images.map(({ image }) => prepared.paths[image]);
      assertImages(params.trainPath, training, 'be learned');
      assertImages(params.validationPath, validation, 'decide which weights are kept');
      let validationLoss: number | undefined;
      let log: TrainingLog | undefined;
      const trained = await trainCaptioner({
        start,
        training: training.images,
        validation: validation.images,
        grids: prepared.grids,
        style: params.style,
        settings,
        checkpoints,
        betweenSteps: giveWay,
        signal,
        onCut: (captions) => {
          if (captions > 0) tell(context, 'training', cutMessage(captions, settings.maxPieces));
        },
        onStart: async (step) => {
          log = await TrainingLog.open(logFolder(params), step);
        },
        onProgress: (progress) => {
          log?.progress(progress);
          report({ phase: 'training', ...progress, validationLoss });
        },
        onRecord: (record) => {
          log?.record(record);
          validationLoss = record.validationLoss;
        },
      }).finally(() => finishLog(log, params, context));
      try {
        const isTrained = Object.keys(trained.encoder).length > 0;
        const learned = new Encoder(
          encoder.architecture,
          { ...encoder.parameters, ...trained.encoder },
          isTrained ? undefined : encoder.activations,
        );
        const description = await writeBundle(params.out, {
          id: bundleIdFor(params.out),
          name: params.name,
          encoder: learned,
          decoder: { shape: trained.shape, parameters: trained.parameters },
          vocabulary: trained.vocabulary,
          ngrams: trained.ngrams,
          // Of an encoder that was trained the classes and the words may be told otherwise.
          ...(!isTrained && { namer }),
          detectors: trained.detectors ?? (isTrained ? undefined : detectors),
          lineage: null,
          training: settings,
          figures: trained.scores,
        });
        await checkpoints.clear();
        await calibrateTrained(params, context);
        if (!learned.activations) await measureTrained(learned, paths, params, context);
        const model = { id: description.id, name: description.name, directory: params.out };
        return { model, scores: trained.scores, problems: prepared.problems };
      } finally {
        tf.dispose([trained.parameters, trained.encoder]);
      }
    } finally {
      await prepared.close();
    }
  } finally {
    dispose();
  }
}

/** Without any, a training would end as it began, or come to nothing at its end. */
function assertImages(datasetPath: string, { images }: PreparedImages['datasets'][number], purpose: string): void {
  if (images.length === 0) throw new Error(`${datasetPath} has no image with a caption that could ${purpose}.`);
}

function cutMessage(captions: number, pieces: number): string {
  return `Captions longer than ${pieces} pieces of words, which are learned up to there: ${captions}.`;
}

/** Beside the bundle, as it tells of the run and is not needed to use the model. */
function logFolder({ out }: TrainParams): string {
  return `${out}.log`;
}

/** A log that could not be written costs nobody their model: it is told, and that is all. */
async function finishLog(log: TrainingLog | undefined, params: TrainParams, context: JobContext): Promise<void> {
  try {
    await log?.close();
  } catch (error) {
    const reason = reasonOf(error);
    tell(context, 'saving', `The log in ${logFolder(params)} is not whole: ${reason}`);
  }
}

/** What to begin with, and the encoder with the hash of its weights. */
async function openStart(params: TrainParams): Promise<
  {
    encoder: Encoder;
    hash: string;
    start: TrainingStart;
    dispose: () => void;
  } & Pick<OpenBundle, 'namer' | 'detectors'>
> {
  if (params.from !== undefined) {
    const bundle = await openBundle(params.from);
    const { encoder, decoder, vocabulary, namer, detectors, description } = bundle;
    const dispose = (): void => closeBundle(bundle);
    const { sha256: hash } = description.encoder.weights;
    return { encoder, hash, start: { vocabulary, decoder }, namer, detectors, dispose };
  }
  const { encoder, hash } = await openEncoder(params.encoder);
  const start = {
    gridChannels: headChannels,
    vocabularySize: params.vocabulary ?? defaultVocabulary,
    attends: params.attention,
  };
  return { encoder, hash, start, dispose: () => encoder.dispose() };
}

function settingsOf({ seed, epochs, imagesPerStep, learningRate, kind, encoderBlocks }: TrainParams): TrainingSettings {
  const recipes = {
    likelihood: defaultTrainingSettings,
    encoder: defaultEncoderTrainingSettings,
    selfCritical: defaultSelfCriticalSettings,
  };
  const recipe = recipes[kind];
  return {
    ...recipe,
    seed,
    ...(epochs === undefined ? {} : { epochs }),
    ...(imagesPerStep === undefined ? {} : { imagesPerStep }),
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(recipe.encoder && encoderBlocks !== undefined && { encoder: { ...recipe.encoder, blocks: encoderBlocks } }),
  };
}
