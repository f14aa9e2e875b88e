import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { explainFileError } from '../../dataset/files/fileError';
import { readWholeFile } from '../../dataset/files/wholeFile';
import { architectures, architectureSchema, encoderWeightShapes, type ArchitectureName } from './efficientNetLite';
import { Encoder } from './encoder';
import { decodeWeightsFile, encodeWeightsFile } from '../weights';
import { specsProblem, weightsFileLength, weightSpecsSchema } from '../weightSpecs';
import { makeFolder } from '../../dataset/files/makeFolder';

const mostDescriptionBytes = 1024 * 1024;

const folderSchema = z.object({
  format: z.literal('showtell-encoder'),
  version: z.literal(1),
  architecture: architectureSchema,
  specs: weightSpecsSchema,
});

/** Stores imported encoder weights as float16: what `train` builds a bundle on. The tensors stay the caller's. */
export async function writeEncoderFolder(
  directory: string,
  architecture: ArchitectureName,
  weights: Record<string, tf.Tensor>,
): Promise<void> {
  const { specs, data } = await encodeWeightsFile(weights, { dtype: 'float16' });
  await makeFolder(directory);
  await writeFile(path.join(directory, 'encoder.bin'), data);
  const description = { format: 'showtell-encoder', version: 1, architecture, specs };
  await writeFile(path.join(directory, 'encoder.json'), `${JSON.stringify(description, undefined, 1)}\n`);
}

/** The encoder in such a folder; the caller disposes of it. @throws Error naming the folder, if it holds no encoder or a damaged one */
export async function readEncoderFolder(directory: string): Promise<Encoder> {
  try {
    const description = await readWholeFile(path.join(directory, 'encoder.json'), mostDescriptionBytes);
    const { architecture, specs } = folderSchema.parse(JSON.parse(description.toString('utf8')));
    const problem = specsProblem(specs, encoderWeightShapes(architectures[architecture]));
    if (problem !== undefined) throw new Error(problem);
    const data = await readWholeFile(path.join(directory, 'encoder.bin'), weightsFileLength(specs));
    const weights = decodeWeightsFile(specs, data);
    return new Encoder(architectures[architecture], weights);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : explainFileError(error).replace(/\.$/, '');
    throw new Error(
      `There is no usable encoder in ${directory}: ${reason}. Import it with scripts/import-encoder.ts.`,
      {
        cause: error,
      },
    );
  }
}
