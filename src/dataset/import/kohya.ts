import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { isObject, type JsonObject } from '../parsedObject';
import type { Imported } from './importedCaption';
import { inPortions } from './portions';
import { readElement, readJson } from './readText';
import { textsOf } from './rowLines';

// Not a record of Zod's, which makes another object of as many keys.
const fileSchema = z.custom<JsonObject>(isObject, { error: 'Invalid input: expected record' });
const imageSchema = z.looseObject({ caption: z.string().optional(), tags: z.string().optional() });

/**
 * The metadata that kohya's sd-scripts train from: an object with a key for each image. Tags, and what else stands there, come along under their
 * own keys. Scripts write objects that have a caption, or a list of them, there at once.
 */
export async function* readKohya(path: string): AsyncGenerator<Imported[]> {
  yield* inPortions(captionsIn(path, await readJson(path, fileSchema)));
}

function* captionsIn(path: string, file: JsonObject): Generator<Imported> {
  for (const image of Object.keys(file)) {
    const texts = textsOf(file[image]);
    if (texts !== undefined) {
      for (const text of texts) yield { image, text, place: `${path}: "${image}"` };
      continue;
    }
    const read = readElement(file[image], imageSchema, `${path}: "${image}"`);
    if ('reason' in read) {
      yield read;
      continue;
    }
    const { caption, ...others } = read.value;
    if (caption === undefined) {
      yield { place: read.place, reason: l10n.t('It has no caption, only other keys.') };
      continue;
    }
    yield { image, text: caption, place: read.place, ...(Object.keys(others).length > 0 && { others }) };
  }
}
