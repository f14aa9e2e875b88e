import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Imported } from './importedCaption';
import { readElements, readJson } from './readText';

const fileSchema = z.record(z.string(), z.unknown());
const imageSchema = z.looseObject({ caption: z.string().optional(), tags: z.string().optional() });

/** The metadata that kohya's sd-scripts train from. Tags, and what else stands there, come along under their own keys. */
export async function* readKohya(path: string): AsyncGenerator<Imported> {
  const entries = Object.entries(await readJson(path, fileSchema));
  const values = entries.map(([, value]) => value);
  const images = entries.map(([key]) => key)[Symbol.iterator]();
  for (const read of readElements(values, imageSchema, (index) => `${path}: "${entries[index]?.[0]}"`)) {
    const image = images.next().value ?? '';
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
