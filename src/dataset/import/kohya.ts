import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { withExactNumbers } from '../json/exactNumbers';
import { NameTable } from '../collections/nameTable';
import { isObject } from '../json/parsedObject';
import { isStructure } from '../rows/structuredCaption';
import type { Imported } from './importedCaption';
import { readDocument, type ParsedItem } from './jsonDocument';
import { readElement, type Shape } from './readText';
import { saidIn, textsOf } from './rowLines';

const imageSchema = z.looseObject({ caption: z.string().optional(), tags: z.string().optional() });
/** One whose caption is an object, or a list of objects. */
const structuredImage = { schema: z.looseObject({ caption: z.unknown().optional(), tags: z.string().optional() }) };
type Image = z.infer<typeof imageSchema>;
type StructuredImage = z.infer<(typeof structuredImage)['schema']>;
export const kohyaImage: Shape<Image> = { schema: imageSchema, isPlainly: isImage };

/**
 * The metadata that kohya's sd-scripts train from: an object with a key for each image. Tags, and what else stands there, come along under their
 * own keys. Scripts write objects that have a caption, or a list of them, there at once.
 */
export async function* readKohya(path: string): AsyncGenerator<Imported[]> {
  const keys = new NameTable();
  for await (const items of readDocument(path, { outermost: 'object' }))
    yield items.flatMap((item) => captionsOf(item, path, keys));
}

/** @param keys all before this one */
function captionsOf({ key: image = '', value, json }: ParsedItem, path: string, keys: NameTable): Imported[] {
  const place = `${path}: "${image}"`;
  const before = keys.size;
  keys.add(image);
  if (keys.size === before)
    return [{ place, reason: l10n.t('The same key stood there before; what stands under this one is left out.') }];
  const texts = textsOf(value);
  if (texts !== undefined) return texts.map((text) => ({ image, text, place }));
  const isStructured = isObject(value) && isStructure(value.caption);
  const read = readElement<StructuredImage>(value, isStructured ? structuredImage : kohyaImage, place);
  if ('reason' in read) return [read];
  const { caption, ...others } = json === undefined ? read.value : withExactNumbers(read.value, json);
  const said = saidIn(caption);
  if (!said) return [{ place, reason: l10n.t('It has no caption, only other keys.') }];
  return said.map((one) => ({ image, ...one, place, ...(Object.keys(others).length > 0 && { others }) }));
}

function isImage(value: unknown): value is Image {
  return (
    isObject(value) && typeof value.caption === 'string' && (value.tags === undefined || typeof value.tags === 'string')
  );
}
