import * as z from 'zod';
import type { Imported } from './importedCaption';
import { inPortions } from './portions';
import { readElements, readJson } from './readText';

const fileSchema = z.looseObject({ images: z.array(z.unknown()) });
const imageSchema = z.looseObject({
  filename: z.string(),
  filepath: z.string().optional(),
  split: z.string().optional(),
  sentences: z.array(z.looseObject({ raw: z.string() })),
});

/** The splits of COCO and Flickr that Karpathy made. Which split an image is in comes along. */
export async function* readKarpathy(path: string): AsyncGenerator<Imported[]> {
  const { images } = await readJson(path, fileSchema);
  yield* inPortions(captionsIn(path, images));
}

function* captionsIn(path: string, images: readonly unknown[]): Generator<Imported> {
  for (const read of readElements(images, imageSchema, (index) => `${path}: images[${index}]`)) {
    if ('reason' in read) {
      yield read;
      continue;
    }
    const { filename, filepath, split, sentences } = read.value;
    const image = filepath === undefined || filepath === '' ? filename : `${filepath}/${filename}`;
    for (const { raw } of sentences) {
      yield { image, text: raw, place: read.place, ...(split !== undefined && { others: { split } }) };
    }
  }
}
