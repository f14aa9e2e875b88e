import * as l10n from '@vscode/l10n';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { explainIssue } from '../../dataset/json/explainIssue';
import { reasonWithoutStop } from '../../dataset/files/reason';
import { Calibrator } from '../calibration/calibration';
import { Decoder } from '../decoder/decoder';
import { architectures, headChannels } from '../encoder/efficientNetLite';
import { detectedWordsSchema, WordDetectors, type DetectorWeights } from '../detectors/wordDetectors';
import { PieceEvidence } from '../evidence/pieceEvidence';
import { Encoder } from '../encoder/encoder';
import { decodeNgrams } from '../ngrams/ngramFile';
import type { NgramModel } from '../ngrams/ngramModel';
import { ObjectClassifier } from '../objects/objectClassifier';
import { ObjectNamer, type NamingModel } from '../objects/objectNamer';
import { objectTableSchema, type ObjectTable } from '../objects/objectTable';
import { decodeWeightsFile } from '../weights';
import type { WeightSpecs } from '../weightSpecs';
import { Vocabulary, vocabularySchema } from '../vocabulary/vocabulary';
import { BundleError } from './bundleError';
import { plainNumbers } from './plainWeights';
import { readBundleFile } from './bundleFile';
import { readBundleDescription, type BundleDescription, type BundleFile } from './description';

/** A bundle in memory. Whoever opened it disposes of it: see `closeBundle`. */
export interface OpenBundle {
  directory: string;
  description: BundleDescription;
  encoder: Encoder;
  decoder: Decoder;
  vocabulary: Vocabulary;
  ngrams?: NgramModel;
  namer?: ObjectNamer;
  detectors?: WordDetectors;
  maxPieces?: number;
  calibrator: Calibrator;
}

/**
 * Reads a bundle. It is data only: JSON and weights, with sizes and hashes checked before anything is made of them.
 * @throws BundleError
 */
export async function openBundle(directory: string): Promise<OpenBundle> {
  const description = await readBundleDescription(directory);
  const vocabulary = await readVocabulary(directory, description.vocabulary);
  if (vocabulary.size !== description.decoder.shape.vocabulary) {
    throw new BundleError(
      directory,
      l10n.t('its vocabulary has {0} pieces, its decoder {1}', vocabulary.size, description.decoder.shape.vocabulary),
    );
  }
  const ngrams = description.ngrams && (await readNgrams(directory, description.ngrams, vocabulary.size));
  const encoderWeights = await readWeights(directory, description.encoder.weights);
  let decoderWeights: Record<string, tf.Tensor> = {};
  let evidenceWeights: Record<string, tf.Tensor> = {};
  try {
    decoderWeights = await readWeights(directory, description.decoder.weights);
    if (description.evidence) evidenceWeights = await readWeights(directory, description.evidence.weights);
    const evidence = description.evidence && evidenceOf(description, description.evidence.pieces, evidenceWeights);
    const decoder = new Decoder(description.decoder.shape, decoderWeights, evidence);
    const { architecture, activations } = description.encoder;
    const encoder = new Encoder(architectures[architecture], encoderWeights, activations);
    const detectors = await readDetectors(directory, description);
    const calibrator = new Calibrator(description.calibration, headChannels, detectors);
    const maxPieces = description.training?.maxPieces;
    const namer = await readNamer(directory, description, { vocabulary, ngrams, calibrator });
    const parts = { encoder, decoder, vocabulary, ngrams, namer, detectors };
    return { directory, description, ...parts, maxPieces, calibrator };
  } catch (error) {
    tf.dispose([encoderWeights, decoderWeights, evidenceWeights]);
    throw error instanceof BundleError ? error : new BundleError(directory, reasonWithoutStop(error), { cause: error });
  }
}

async function readVocabulary(directory: string, file: BundleFile): Promise<Vocabulary> {
  return readJson(
    directory,
    file,
    (data) => Vocabulary.fromData(vocabularySchema.parse(data)),
    (why) => l10n.t('{0} is not a vocabulary: {1}', file.file, why),
  );
}

async function readObjectTable(directory: string, file: BundleFile): Promise<ObjectTable> {
  return readJson(
    directory,
    file,
    (data) => objectTableSchema.parse(data),
    (why) => l10n.t('{0} is not a table of objects: {1}', file.file, why),
  );
}

/** @param refusal says of a reason that the file is not what it should be */
async function readJson<Result>(
  directory: string,
  file: BundleFile,
  parse: (data: unknown) => Result,
  refusal: (why: string) => string,
): Promise<Result> {
  const data = await readBundleFile(directory, file);
  try {
    return parse(JSON.parse(Buffer.from(data).toString('utf8')));
  } catch (error) {
    const why = reasonWithoutStop(error instanceof z.ZodError ? explainIssue(error) : error);
    throw new BundleError(directory, refusal(why), { cause: error });
  }
}

async function readDetectors(directory: string, { detectors }: BundleDescription): Promise<WordDetectors | undefined> {
  if (!detectors) return undefined;
  const { words } = await readJson(
    directory,
    detectors.words,
    (data) => detectedWordsSchema.parse(data),
    (why) => l10n.t('{0} does not have the words of detectors: {1}', detectors.words.file, why),
  );
  const tensors = await readWeights(directory, detectors.weights);
  try {
    return new WordDetectors(words, detectorWeightsOf(tensors));
  } finally {
    tf.dispose(tensors);
  }
}

function detectorWeightsOf(tensors: Record<string, tf.Tensor>): DetectorWeights {
  if (!areNamed(tensors, ['mean', 'deviation', 'projection', 'kernel']))
    throw new Error('The detectors need the weights mean, deviation, projection and kernel, and no others.');
  const { mean, deviation, projection, kernel } = tensors;
  return {
    mean: plainNumbers(mean),
    deviation: plainNumbers(deviation),
    projection: plainNumbers(projection),
    kernel: plainNumbers(kernel),
  };
}

async function readNamer(
  directory: string,
  { objects }: BundleDescription,
  model: NamingModel,
): Promise<ObjectNamer | undefined> {
  if (!objects) return undefined;
  const table = await readObjectTable(directory, objects.table);
  return new ObjectNamer(table, classifierOf(await readWeights(directory, objects.weights)), model);
}

async function readNgrams(directory: string, file: BundleFile, vocabulary: number): Promise<NgramModel> {
  const data = await readBundleFile(directory, file);
  try {
    return decodeNgrams(data, vocabulary);
  } catch (error) {
    throw new BundleError(directory, `${file.file}: ${reasonWithoutStop(error)}`, { cause: error });
  }
}

function evidenceOf(
  { decoder }: BundleDescription,
  pieces: readonly number[],
  tensors: Record<string, tf.Tensor>,
): PieceEvidence {
  if (!areNamed(tensors, ['mean', 'deviation', 'kernel', 'bias']))
    throw new Error('The evidence needs the weights mean, deviation, kernel and bias, and no others.');
  const { mean, deviation, kernel, bias } = tensors;
  return new PieceEvidence(pieces, { mean, deviation, kernel, bias }, decoder.shape.vocabulary);
}

function classifierOf(tensors: Record<string, tf.Tensor>): ObjectClassifier {
  if (!areNamed(tensors, ['kernel', 'bias']))
    throw new Error('The classifier needs the weights kernel and bias, and no others.');
  const weights = { kernel: plainNumbers(tensors.kernel), bias: plainNumbers(tensors.bias) };
  tf.dispose([tensors.kernel, tensors.bias]);
  return new ObjectClassifier(weights);
}

/** Whether weights have these names, and no others. */
function areNamed<Name extends string>(
  tensors: Record<string, tf.Tensor>,
  names: readonly Name[],
): tensors is Record<Name, tf.Tensor> {
  return Object.keys(tensors).length === names.length && names.every((name) => name in tensors);
}

async function readWeights(
  directory: string,
  file: BundleFile & { specs: WeightSpecs },
): Promise<Record<string, tf.Tensor>> {
  const data = await readBundleFile(directory, file);
  try {
    return decodeWeightsFile(file.specs, data);
  } catch (error) {
    throw new BundleError(directory, `${file.file}: ${reasonWithoutStop(error)}`, { cause: error });
  }
}
