import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { imageExtensions } from '../imageNames';
import type { Imported, ImportedCaption, ReadingOptions } from './importedCaption';
import { readJsonList } from './jsonList';
import { readElement } from './readText';
import { captionsOfRow } from './rowLines';

const resultSchema = z.array(
  z.looseObject({ value: z.looseObject({ text: z.union([z.string(), z.array(z.string())]).optional() }) }),
);
const taskSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()),
  annotations: z
    .array(
      z.looseObject({
        result: resultSchema,
        was_cancelled: z.boolean().optional(),
        updated_at: z.string().optional(),
      }),
    )
    .optional(),
  predictions: z
    .array(z.looseObject({ result: resultSchema.optional(), model_version: z.string().nullish() }).or(z.number()))
    .optional(),
});
type Task = z.infer<typeof taskSchema>;
/** JSON-MIN. */
const shortSchema = z.record(z.string(), z.unknown());

/**
 * What Label Studio exports as JSON: annotations are a person's captions, predictions a model's, under the name of the model. Its
 * short form, JSON-MIN, has both under keys of the labelling interface.
 */
export async function* readLabelStudio(path: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  for await (const reads of readJsonList(path, { schema: z.unknown() }))
    yield reads.flatMap((read) => ('reason' in read ? [read] : captionsOf(read.value, read.place, options)));
}

function captionsOf(task: unknown, place: string, options: ReadingOptions): Imported[] {
  if (shortSchema.safeParse(task).data?.data === undefined) {
    const short = readElement(task, { schema: shortSchema }, place);
    return 'reason' in short ? [short] : captionsOfRow(short.value, place, options);
  }
  const read = readElement(task, { schema: taskSchema }, place);
  return 'reason' in read ? [read] : [...captionsOfTask(read.value, place, options)];
}

function* captionsOfTask(task: Task, place: string, { imageColumn }: ReadingOptions): Generator<Imported> {
  const image = imageOf(task.data, imageColumn);
  if (image === undefined) {
    const keys = Object.keys(task.data);
    yield { place, reason: l10n.t('None of its data is an image.'), unnamed: { part: 'image', keys } };
    return;
  }
  const [prediction] = (task.predictions ?? []).filter((one) => typeof one !== 'number');
  const proposed = textsOf(prediction?.result ?? []).at(0);
  const provenance: Partial<ImportedCaption> = {
    ...(proposed !== undefined && { suggestion: proposed }),
    ...(proposed !== undefined && prediction?.model_version && { model: prediction.model_version }),
  };
  const annotations = (task.annotations ?? []).filter(({ was_cancelled: isCancelled }) => isCancelled !== true);
  const written = annotations.flatMap(({ result, updated_at: updated }) =>
    textsOf(result).map((text) => ({ image, text, place, ...provenance, ...(updated !== undefined && { updated }) })),
  );
  yield* written;
  if (written.length > 0) return;
  if (proposed !== undefined) yield { image, text: proposed, place, ...provenance, status: 'suggested' };
  else yield { place, reason: l10n.t('Nobody has captioned it yet, and no model has.') };
}

/** The key that is named, or the first whose value ends like the name of an image. */
function imageOf(data: Readonly<Record<string, unknown>>, imageColumn: string | undefined): string | undefined {
  const values = imageColumn === undefined ? Object.values(data) : [data[imageColumn]];
  const names = values.filter((value) => typeof value === 'string');
  if (imageColumn !== undefined) return names.at(0);
  return names.find((name) => imageExtensions.some((ending) => name.toLowerCase().endsWith(ending)));
}

function textsOf(result: z.infer<typeof resultSchema>): string[] {
  return result.flatMap(({ value }) => value.text ?? []);
}
