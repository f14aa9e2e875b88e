import * as z from 'zod';
import type { Imported } from './importedCaption';
import { readJsonLines } from './jsonLines';
import { readJson, readElements, type Read } from './readText';

const itemSchema = z.looseObject({ filename: z.string(), label: z.array(z.string()) });
type Item = z.infer<typeof itemSchema>;

/** What doccano exports of a project of image captioning: JSONL, or a list in one JSON document. */
export async function* readDoccano(path: string): AsyncGenerator<Imported> {
  const reads: AsyncIterable<Read<Item>> | Iterable<Read<Item>> = path.toLowerCase().endsWith('.json')
    ? readElements(await readJson(path, z.array(z.unknown())), itemSchema, (index) => `${path}: [${index}]`)
    : readJsonLines(path, itemSchema);
  for await (const read of reads) {
    if ('reason' in read) yield read;
    else for (const text of read.value.label) yield { image: read.value.filename, text, place: read.place };
  }
}
