import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { decodeWeightsFile, encodeWeightsFile, weightSpecsSchema } from '../weights';

const folderSchema = z.object({
  format: z.literal('showtell-encoder'),
  version: z.literal(1),
  architecture: z.literal('efficientnet-lite0'),
  specs: weightSpecsSchema,
});

/** Stores imported encoder weights as float16: what `train` builds a bundle on. The tensors stay the caller's. */
export async function writeEncoderFolder(directory: string, weights: Record<string, tf.Tensor>): Promise<void> {
  const { specs, data } = await encodeWeightsFile(weights, { dtype: 'float16' });
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'encoder.bin'), data);
  const description = { format: 'showtell-encoder', version: 1, architecture: 'efficientnet-lite0', specs };
  await writeFile(path.join(directory, 'encoder.json'), `${JSON.stringify(description, undefined, 1)}\n`);
}

/** @throws Error naming the folder, if it holds no encoder or a damaged one */
export async function readEncoderWeights(directory: string): Promise<Record<string, tf.Tensor>> {
  try {
    const { specs } = folderSchema.parse(JSON.parse(await readFile(path.join(directory, 'encoder.json'), 'utf8')));
    return await decodeWeightsFile(specs, await readFile(path.join(directory, 'encoder.bin')));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new Error(`There is no usable encoder in ${directory}: ${reason} Import it with scripts/import-encoder.ts.`, {
      cause: error,
    });
  }
}
