import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { writeFailure } from '../../dataset/fileError';
import { syncFolder, writeSynced } from '../../dataset/sync';
import type { Decoder } from '../decoder/decoder';
import type { Encoder } from '../encoder/encoder';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { encodeNgrams } from '../ngrams/ngramFile';
import type { NgramModel } from '../ngrams/ngramModel';
import { encodeWeightsFile } from '../weights';
import { describeFile, descriptionFile, ngramsFile, type BundleDescription, type BundleFile } from './description';

/** What a bundle is made of; the tensors stay the caller's. */
export interface BundleParts {
  id: string;
  name: string;
  encoder: Encoder;
  decoder: Pick<Decoder, 'shape' | 'parameters' | 'evidence'>;
  vocabulary: Vocabulary;
  ngrams?: NgramModel;
  lineage: BundleDescription['lineage'];
  training: BundleDescription['training'];
  figures: Record<string, number>;
  /** Of the model that it was made from: a fine-tuned model is about as sure. */
  calibration?: BundleDescription['calibration'];
  /** What else goes into the folder, by file name: not needed to use the model. */
  documents?: Readonly<Record<string, string>>;
}

/**
 * Writes a bundle, weights as float16. It is made beside its place and renamed at the end, so that it is there whole or
 * not at all, after a power cut, too.
 * @throws Error if something is there already, as a model is never written over, or if it cannot be written
 */
export async function writeBundle(directory: string, parts: BundleParts): Promise<BundleDescription> {
  const temporary = await makeTemporary(directory);
  try {
    const write = async (file: string, data: Uint8Array): Promise<BundleFile> => {
      await writeSynced(path.join(temporary, file), data);
      return describeFile(file, data);
    };
    const encoder = await encodeWeightsFile(parts.encoder.parameters, { dtype: 'float16' });
    const decoder = await encodeWeightsFile(parts.decoder.parameters, { dtype: 'float16' });
    const spoken = parts.decoder.evidence;
    const evidence = spoken && (await encodeWeightsFile(spoken.weights, { dtype: 'float16' }));
    const description: BundleDescription = {
      format: 'showtell-bundle',
      version: 1,
      id: parts.id,
      name: parts.name,
      created: new Date().toISOString(),
      encoder: {
        architecture: parts.encoder.architecture.name,
        weights: { ...(await write('encoder.bin', encoder.data)), specs: encoder.specs },
      },
      decoder: {
        shape: parts.decoder.shape,
        weights: { ...(await write('decoder.bin', decoder.data)), specs: decoder.specs },
      },
      vocabulary: await write('vocabulary.json', Buffer.from(`${JSON.stringify(parts.vocabulary.toData())}\n`)),
      ...(parts.ngrams && { ngrams: await write(ngramsFile, encodeNgrams(parts.ngrams)) }),
      ...(evidence && {
        evidence: {
          pieces: [...spoken.pieces],
          weights: { ...(await write('evidence.bin', evidence.data)), specs: evidence.specs },
        },
      }),
      lineage: parts.lineage,
      training: parts.training,
      figures: parts.figures,
      ...(parts.calibration && { calibration: parts.calibration }),
    };
    for (const [file, text] of Object.entries(parts.documents ?? {}))
      await writeSynced(path.join(temporary, file), text);
    await writeSynced(path.join(temporary, descriptionFile), `${JSON.stringify(description, undefined, 1)}\n`);
    await syncFolder(temporary);
    await rename(temporary, directory);
    await syncFolder(path.dirname(directory));
    return description;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw writeFailure(directory, error);
  }
}

/**
 * Looks whether a bundle could be written: better before a long training than after it.
 * @throws Error if something is there already, or if nothing can be written there
 */
export async function assertBundleFits(directory: string): Promise<void> {
  await rm(await makeTemporary(directory), { recursive: true, force: true });
}

/** The folder that a bundle is made in. */
async function makeTemporary(directory: string): Promise<string> {
  if (await exists(directory))
    throw new Error(l10n.t('{0} exists already. Models are never written over: choose another folder.', directory));
  const temporary = `${directory}.${randomUUID()}.tmp`;
  try {
    await removeLeftOver(directory);
    await mkdir(temporary, { recursive: true });
    return temporary;
  } catch (error) {
    throw writeFailure(directory, error);
  }
}

/** A process that was killed while it wrote this bundle has left it unfinished. */
async function removeLeftOver(directory: string): Promise<void> {
  const [parent, name] = [path.dirname(directory), path.basename(directory)];
  await mkdir(parent, { recursive: true });
  for (const other of await readdir(parent)) {
    if (other.startsWith(`${name}.`) && other.endsWith('.tmp'))
      await rm(path.join(parent, other), { recursive: true, force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
