import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import * as z from 'zod';
import { decodeWeightsFile } from '../../../src/captioner/weights';
import { weightSpecsSchema } from '../../../src/captioner/weightSpecs';

const folder = path.join('test', 'fixtures', 'encoder');

const referenceSchema = z.object({
  images: z.record(z.string(), z.object({ likeliest: z.array(z.int()).min(1) })),
  specs: weightSpecsSchema,
});

/** What the original network gave for some photographs; `make.py` in the fixture's folder made it and describes it. */
export interface Reference {
  images: { name: string; likeliest: number[] }[];
  values: Record<string, Float32Array>;
}

/** Reads the reference; needs a backend. */
export async function readReference(): Promise<Reference> {
  const { images, specs } = referenceSchema.parse(
    JSON.parse(readFileSync(path.join(folder, 'reference.json'), 'utf8')),
  );
  const tensors = decodeWeightsFile(specs, gunzipSync(readFileSync(path.join(folder, 'reference.bin.gz'))));
  const values: Record<string, Float32Array> = {};
  for (const [name, tensor] of Object.entries(tensors)) values[name] = Float32Array.from(await tensor.data());
  tf.dispose(tensors);
  return { images: Object.entries(images).map(([name, { likeliest }]) => ({ name, likeliest })), values };
}

/** The photographs as the original saw them: [names, 224, 224, 3], RGB from 0 to 255. */
export async function readPhotographs(names: readonly string[]): Promise<tf.Tensor4D> {
  const size = 224;
  const pixels = new Float32Array(names.length * size * size * 3);
  for (const [index, name] of names.entries()) {
    const raw = await sharp(path.join(folder, `${name}.webp`))
      .removeAlpha()
      .raw()
      .toBuffer();
    pixels.set(raw, index * size * size * 3);
  }
  return tf.tensor4d(pixels, [names.length, size, size, 3]);
}
