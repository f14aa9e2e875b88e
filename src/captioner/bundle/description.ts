import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { calibrationSchema } from '../calibration/calibration';
import { decoderShapeSchema } from '../decoder/shape';
import { evidencePiecesSchema } from '../evidence/pieceEvidence';
import { architectureSchema } from '../encoder/efficientNetLite';
import { trainingSettingsSchema } from '../training/settings';
import { weightSpecsSchema } from '../weights';
import { BundleError } from './bundleError';

/** A file of the bundle: a plain name, so that it cannot lead out of the folder. */
const bundleFileSchema = z.object({
  file: z.string().regex(/^[\w-]+\.(bin|json)$/),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const bundleDescriptionSchema = z.object({
  format: z.literal('showtell-bundle'),
  version: z.literal(1),
  /** Written into the rows that it suggests captions for. */
  id: z.string().regex(/^[\w.-]+$/),
  name: z.string().min(1),
  /** ISO 8601, UTC. */
  created: z.string(),
  encoder: z.object({
    architecture: architectureSchema,
    weights: bundleFileSchema.extend({ specs: weightSpecsSchema }),
  }),
  decoder: z.object({ shape: decoderShapeSchema, weights: bundleFileSchema.extend({ specs: weightSpecsSchema }) }),
  vocabulary: bundleFileSchema,
  /** How captions go on whatever the image shows, for completions; a model that was made elsewhere may have none. */
  ngrams: bundleFileSchema.optional(),
  /** Which words its images speak for themselves, where it has learned that: see `PieceEvidence`. */
  evidence: z
    .object({ pieces: evidencePiecesSchema, weights: bundleFileSchema.extend({ specs: weightSpecsSchema }) })
    .optional(),
  /** What it was made from; null for a model that was trained from the beginning. */
  lineage: z.object({ base: z.string(), rows: z.int() }).nullable(),
  training: trainingSettingsSchema.nullable(),
  /** By name, as they were measured on the validation or held-out captions. */
  figures: z.record(z.string(), z.number()),
  calibration: calibrationSchema.optional(),
});
export type BundleDescription = z.infer<typeof bundleDescriptionSchema>;
export type BundleFile = z.infer<typeof bundleFileSchema>;

/** The name of the file that makes a folder a bundle. */
export const descriptionFile = 'model.json';

export const ngramsFile = 'ngrams.bin';

/** What a bundle's description says of one of its files. */
export function describeFile(file: string, data: Uint8Array): BundleFile {
  return { file, bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') };
}

/** @throws BundleError if there is no bundle in the folder, or none that this version can read */
export async function readBundleDescription(directory: string): Promise<BundleDescription> {
  const file = path.join(directory, descriptionFile);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new BundleError(directory, l10n.t('there is no readable {0} in it', descriptionFile), { cause: error });
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
    l10n.t("{0} is not a bundle's description: {1}", descriptionFile, z.prettifyError(result.error)),
  );
}
