import * as z from 'zod';
import { isObject } from '../json/parsedObject';
import type { Imported } from './importedCaption';
import { readDocument, repeatedList, type ParsedItem } from './jsonDocument';
import { isListOf, isMissingOr, isText } from './plainly';
import { readElement, type Shape } from './readText';

const imageSchema = z.looseObject({
  filename: z.string(),
  filepath: z.string().optional(),
  split: z.string().optional(),
  sentences: z.array(z.looseObject({ raw: z.string() })),
});

type Image = z.infer<typeof imageSchema>;
type Sentence = Image['sentences'][number];
export const karpathyImage: Shape<Image> = { schema: imageSchema, isPlainly: isImage };

/** The splits of COCO and Flickr that Karpathy made. Which split an image is in comes along. */
export async function* readKarpathy(path: string): AsyncGenerator<Imported[]> {
  const images = ['images'];
  for await (const items of readDocument(path, { outermost: 'object', opened: images, needed: images }))
    yield items.flatMap((item) => (item.key === 'images' ? captionsOf(item, path) : []));
}

function isImage(value: unknown): value is Image {
  return (
    isObject(value) &&
    isText(value.filename) &&
    isMissingOr(value.filepath, isText) &&
    isMissingOr(value.split, isText) &&
    isListOf(value.sentences, isSentence)
  );
}

function isSentence(value: unknown): value is Sentence {
  return isObject(value) && isText(value.raw);
}

function captionsOf(item: ParsedItem, path: string): Imported[] {
  const { index, value } = item;
  if (index === undefined) {
    const repeated = repeatedList(item, path);
    return repeated ? [repeated] : [];
  }
  const read = readElement(value, karpathyImage, `${path}: images[${index}]`);
  if ('reason' in read) return [read];
  const { filename, filepath, split, sentences } = read.value;
  const image = filepath === undefined || filepath === '' ? filename : `${filepath}/${filename}`;
  const others = split === undefined ? {} : { others: { split } };
  return sentences.map(({ raw }) => ({ image, text: raw, place: read.place, ...others }));
}
