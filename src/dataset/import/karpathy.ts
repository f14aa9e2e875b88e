import * as z from 'zod';
import type { Imported } from './importedCaption';
import { readDocument, type ParsedItem } from './jsonDocument';
import { readElement } from './readText';

const imageSchema = z.looseObject({
  filename: z.string(),
  filepath: z.string().optional(),
  split: z.string().optional(),
  sentences: z.array(z.looseObject({ raw: z.string() })),
});

/** The splits of COCO and Flickr that Karpathy made. Which split an image is in comes along. */
export async function* readKarpathy(path: string): AsyncGenerator<Imported[]> {
  const images = ['images'];
  for await (const items of readDocument(path, { outermost: 'object', opened: images, needed: images }))
    yield items.flatMap((item) => (item.key === 'images' && item.index !== undefined ? captionsOf(item, path) : []));
}

function captionsOf({ index, value }: ParsedItem, path: string): Imported[] {
  const read = readElement(value, { schema: imageSchema }, `${path}: images[${index}]`);
  if ('reason' in read) return [read];
  const { filename, filepath, split, sentences } = read.value;
  const image = filepath === undefined || filepath === '' ? filename : `${filepath}/${filename}`;
  const others = split === undefined ? {} : { others: { split } };
  return sentences.map(({ raw }) => ({ image, text: raw, place: read.place, ...others }));
}
