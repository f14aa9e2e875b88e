import { createHash } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { explainIssue } from '../../dataset/json/explainIssue';
import { explainFileError } from '../../dataset/files/fileError';
import { reasonWithoutStop } from '../../dataset/files/reason';
import { readWholeFile } from '../../dataset/files/wholeFile';
import { calibrationSchema } from '../calibration/calibration';
import { decoderWeightShapes } from '../decoder/parameterSpecs';
import { decoderShapeSchema } from '../decoder/shape';
import { detectorWeightShapes } from '../detectors/wordDetectors';
import { evidencePiecesSchema, evidenceWeightShapes } from '../evidence/evidenceWeights';
import { gridChannels } from '../encoder/gridChannels';
import {
  architectures,
  architectureSchema,
  encoderWeightShapes,
  headChannels,
  unboundedMaps,
} from '../encoder/efficientNetLite';
import { classifierWeightShapes } from '../objects/objectClassifier';
import { trainingSettingsSchema } from '../training/settings';
import { specsProblem, weightsFileLength, weightSpecsSchema } from '../weightSpecs';
import { BundleError } from './bundleError';

const mebibyte = 1024 * 1024;
/** Of the description itself: what is known of a hundred collections of pictures has room in it. */
const mostDescriptionBytes = 32 * mebibyte;
/** More than any machine that captions could hold. */
const mostWeightsBytes = 1024 * mebibyte;
const mostNgramsBytes = 256 * mebibyte;
const mostVocabularyBytes = 16 * mebibyte;
const mostTableBytes = 16 * mebibyte;

const longestName = 200;

/** A file of the bundle: a plain name, so that it cannot lead out of the folder, and a size that can be read. */
const bundleFileSchema = (mostBytes: number) =>
  z.object({
    file: z.string().regex(/^[\w-]+\.(bin|json)$/),
    bytes: z.int().nonnegative().max(mostBytes),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  });

const weightsSchema = bundleFileSchema(mostWeightsBytes).extend({ specs: weightSpecsSchema });

/** 0, which surrounds feature maps, is within. */
const activationRangeSchema = z
  .tuple([z.number().nonpositive(), z.number().nonnegative()])
  .readonly()
  .refine(([least, most]) => least < most, { error: 'A range cannot be empty.' });

/** What the network needs is known from its shape, so that nothing else is read, let alone decoded. */
const encoderSchema = z
  .object({
    architecture: architectureSchema,
    weights: weightsSchema,
    /** What its feature maps are between: see `Int8Graph`. Where that was not measured, it computes in float32 whatever is asked for. */
    activations: z.record(z.string(), activationRangeSchema).optional(),
  })
  .check((context) => {
    const { architecture, weights, activations } = context.value;
    refuseWeights(context, weightsProblem(weights, encoderWeightShapes(architectures[architecture])));
    const missing = activations && unboundedMaps(architectures[architecture]).find((name) => !(name in activations));
    if (missing !== undefined)
      context.issues.push({
        code: 'custom',
        message: `The range of "${missing}" is missing.`,
        input: activations,
        path: ['activations'],
      });
  });
const decoderSchema = z.object({ shape: decoderShapeSchema, weights: weightsSchema }).check((context) => {
  const { shape, weights } = context.value;
  const problem =
    shape.gridChannels === headChannels
      ? weightsProblem(weights, decoderWeightShapes(shape))
      : `The decoder takes grids of ${shape.gridChannels} channels, and the encoder gives ${headChannels}.`;
  refuseWeights(context, problem);
});

const evidenceSchema = z.object({ pieces: evidencePiecesSchema, weights: weightsSchema }).check((context) => {
  const { pieces, weights } = context.value;
  // What was learned before there were colours looks at the network's channels alone.
  const mean = weights.specs.find(({ name }) => name === 'mean');
  const channels = mean?.shape[0] === 2 * headChannels ? headChannels : gridChannels;
  refuseWeights(context, weightsProblem(weights, evidenceWeightShapes(2 * channels, pieces.length)));
});

const detectorsSchema = z
  .object({ words: bundleFileSchema(mostTableBytes), weights: weightsSchema })
  .check((context) => {
    const { weights } = context.value;
    const [directions = 0, words = 0] = weights.specs.find(({ name }) => name === 'kernel')?.shape ?? [];
    refuseWeights(context, weightsProblem(weights, detectorWeightShapes(headChannels, directions, words)));
  });

const objectsSchema = z.object({ table: bundleFileSchema(mostTableBytes), weights: weightsSchema }).check((context) => {
  const { weights } = context.value;
  const classes = weights.specs.find(({ name }) => name === 'bias')?.shape[0] ?? 0;
  refuseWeights(context, weightsProblem(weights, classifierWeightShapes(headChannels, classes)));
});

function weightsProblem(
  { specs, bytes }: z.infer<typeof weightsSchema>,
  shapes: Readonly<Record<string, readonly number[]>>,
): string | undefined {
  const expected = weightsFileLength(specs);
  if (bytes !== expected) return `Weights of these shapes have ${expected} bytes, not ${bytes}.`;
  return specsProblem(specs, shapes);
}

function refuseWeights(
  { value, issues }: z.core.ParsePayload<{ weights: unknown }>,
  problem: string | undefined,
): void {
  if (problem !== undefined) issues.push({ code: 'custom', message: problem, input: value.weights, path: ['weights'] });
}

export const bundleDescriptionSchema = z.object({
  format: z.literal('showtell-bundle'),
  version: z.literal(1),
  /** Written into the rows that it suggests captions for. */
  id: z.string().regex(/^[\w.-]{1,255}$/),
  /** A longer one is cut: it stands in lists and in the status bar. */
  name: z
    .string()
    .min(1)
    .overwrite((name) => name.slice(0, longestName)),
  /** ISO 8601, UTC. */
  created: z.string(),
  encoder: encoderSchema,
  decoder: decoderSchema,
  vocabulary: bundleFileSchema(mostVocabularyBytes),
  /** How captions go on whatever the image shows, for completions; a model that was made elsewhere may have none. */
  ngrams: bundleFileSchema(mostNgramsBytes).optional(),
  /** Which words its images speak for themselves, where it has learned that: see `PieceEvidence`. */
  evidence: evidenceSchema.optional(),
  /** What tells by the image alone whether people would use a word: see `WordDetectors`. */
  detectors: detectorsSchema.optional(),
  /** What it can name though captions never did: see `ObjectNamer`. */
  objects: objectsSchema.optional(),
  /** What it was made from; null for a model that was trained from the beginning. */
  lineage: z.object({ base: z.string(), rows: z.int() }).nullable(),
  training: trainingSettingsSchema.nullable(),
  /** By name, as they were measured on the validation or held-out captions. */
  figures: z.record(z.string(), z.number()),
  calibration: calibrationSchema.optional(),
});
export type BundleDescription = z.infer<typeof bundleDescriptionSchema>;
export type BundleFile = z.infer<ReturnType<typeof bundleFileSchema>>;

/** All files of a bundle but for the description itself. */
export function filesOf(description: BundleDescription): BundleFile[] {
  const { encoder, decoder, vocabulary, ngrams, evidence, detectors, objects } = description;
  return [
    ...[encoder.weights, decoder.weights, vocabulary],
    ...(ngrams ? [ngrams] : []),
    ...(evidence ? [evidence.weights] : []),
    ...(detectors ? [detectors.words, detectors.weights] : []),
    ...(objects ? [objects.table, objects.weights] : []),
  ];
}

/** The name of the file that makes a folder a bundle. */
export const descriptionFile = 'model.json';

export const ngramsFile = 'ngrams.bin';
export const detectedWordsFile = 'detectors.json';
export const detectorsFile = 'detectors.bin';
export const objectTableFile = 'objects.json';
export const classifierFile = 'classifier.bin';

/** The id of a bundle that is written into a folder: its name, as far as an id may have its characters. */
export function bundleIdFor(directory: string): string {
  const id = path.basename(directory).replace(/[^\w.-]+/g, '-');
  return /\w/.test(id) ? id : 'model';
}

/** What a bundle's description says of one of its files. */
export function describeFile(file: string, data: Uint8Array): BundleFile {
  return { file, bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') };
}

/** The description as it lies in the folder of a bundle. */
export function descriptionText(description: object): string {
  return `${JSON.stringify(description, undefined, 1)}\n`;
}

/** @throws BundleError if there is no bundle in the folder, or none that this version can read */
export async function readBundleDescription(directory: string): Promise<BundleDescription> {
  const file = path.join(directory, descriptionFile);
  let text: string;
  try {
    text = (await readWholeFile(file, mostDescriptionBytes)).toString('utf8');
  } catch (error) {
    const reason = l10n.t('there is no readable {0} in it ({1})', descriptionFile, explainFileError(error));
    throw new BundleError(directory, reason, { cause: error });
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new BundleError(directory, l10n.t('{0} is not JSON', descriptionFile), { cause: error });
  }
  const newer = z.object({ format: z.literal('showtell-bundle'), version: z.int().min(2) }).safeParse(data);
  if (newer.success) {
    throw new BundleError(
      directory,
      l10n.t('it has version {0} of the format, newer than this Showtell can read', newer.data.version),
    );
  }
  const result = bundleDescriptionSchema.safeParse(data);
  if (result.success) return result.data;
  throw new BundleError(
    directory,
    l10n.t("{0} is not a bundle's description: {1}", descriptionFile, reasonWithoutStop(explainIssue(result.error))),
  );
}
