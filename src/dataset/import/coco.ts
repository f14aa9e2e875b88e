import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Imported } from './importedCaption';
import { inPortions } from './portions';
import { readElements, readJson } from './readText';

const id = z.union([z.number(), z.string()]);
const captionsFile = z.looseObject({ images: z.array(z.unknown()), annotations: z.array(z.unknown()) });
const imageSchema = z.looseObject({ id, file_name: z.string() });
const annotationSchema = z.looseObject({ image_id: id, caption: z.string() });

/** COCO's captions, and the results that captioners write for its scorers: those are suggestions. */
export async function* readCoco(path: string): AsyncGenerator<Imported[]> {
  const file = await readJson(path, z.union([captionsFile, z.array(z.unknown())]));
  yield* inPortions(Array.isArray(file) ? results(path, file) : captionsIn(path, file));
}

function* results(path: string, file: readonly unknown[]): Generator<Imported> {
  for (const read of readElements(file, annotationSchema, (index) => `${path}: [${index}]`)) {
    if ('reason' in read) yield read;
    // The images of such files have their number in their names: COCO_val2014_000000391895.jpg.
    else yield { image: `#${read.value.image_id}`, text: read.value.caption, place: read.place, status: 'suggested' };
  }
}

function* captionsIn(path: string, file: z.infer<typeof captionsFile>): Generator<Imported> {
  const names = new Map<number | string, string>();
  for (const read of readElements(file.images, imageSchema, (index) => `${path}: images[${index}]`)) {
    if ('reason' in read) yield read;
    else names.set(read.value.id, read.value.file_name);
  }
  for (const read of readElements(file.annotations, annotationSchema, (index) => `${path}: annotations[${index}]`)) {
    if ('reason' in read) {
      yield read;
      continue;
    }
    const { value, place } = read;
    const image = names.get(value.image_id);
    if (image === undefined) yield { place, reason: l10n.t('The file has no image with the id {0}.', value.image_id) };
    else yield { image, text: value.caption, place };
  }
}
