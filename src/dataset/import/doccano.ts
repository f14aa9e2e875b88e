import * as z from 'zod';
import { parseExactly } from '../json/exactNumbers';
import type { Imported } from './importedCaption';
import { readJsonItems } from './jsonItems';

const itemSchema = z.looseObject({
  filename: z.string(),
  label: z.array(z.string()),
  Comments: z.array(z.string()).optional(),
});
type Item = z.infer<typeof itemSchema>;

/**
 * What doccano exports of a project of image captioning: JSONL, or a list in one JSON document. Remarks on an image, and what was given to
 * doccano with it, come along.
 */
export async function* readDoccano(path: string): AsyncGenerator<Imported[]> {
  for await (const reads of readJsonItems(path, { schema: itemSchema }, parseExactly))
    yield reads.flatMap((read) => ('reason' in read ? [read] : [...captionsOf(read.value, read.place)]));
}

function* captionsOf({ filename: image, label, Comments, ...rest }: Item, place: string): Generator<Imported> {
  // Every line has a list of them, mostly an empty one; the number is that of the image in doccano's database.
  const remarks = Comments && Comments.length > 0 ? { Comments } : {};
  const others = { ...remarks, ...Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'id')) };
  for (const text of label) yield { image, text, place, ...(Object.keys(others).length > 0 && { others }) };
}
