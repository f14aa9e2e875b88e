import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { imageExtensions } from '../images/imageNames';
import { isObject, type JsonObject } from '../json/parsedObject';
import type { Imported, ImportedCaption, ReadingOptions } from './importedCaption';
import { readJsonList } from './jsonList';
import { isListOf, isMissingOr, isText } from './plainly';
import { readElement, type Shape } from './readText';
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
type Result = z.infer<typeof resultSchema>;
type Annotation = NonNullable<Task['annotations']>[number];
type Prediction = NonNullable<Task['predictions']>[number];
export const labelStudioTask: Shape<Task> = { schema: taskSchema, isPlainly: isTask };
/** JSON-MIN. */
const short: Shape<JsonObject> = { schema: z.record(z.string(), z.unknown()), isPlainly: isObject };

/**
 * What Label Studio exports as JSON: annotations are a person's captions, predictions a model's, under the name of the model. Its
 * short form, JSON-MIN, has both under keys of the labelling interface.
 */
export async function* readLabelStudio(path: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  for await (const reads of readJsonList(path, { schema: z.unknown() }))
    yield reads.flatMap((read) => ('reason' in read ? [read] : captionsOf(read.value, read.place, options)));
}

function isTask(value: unknown): value is Task {
  return (
    isObject(value) &&
    isObject(value.data) &&
    isMissingOr(value.annotations, areAnnotations) &&
    isMissingOr(value.predictions, arePredictions)
  );
}

function areAnnotations(value: unknown): value is Annotation[] {
  return isListOf(value, isAnnotation);
}

function arePredictions(value: unknown): value is Prediction[] {
  return isListOf(value, isPrediction);
}

function isAnnotation(value: unknown): value is Annotation {
  return (
    isObject(value) &&
    isResult(value.result) &&
    isMissingOr(value.was_cancelled, (one) => typeof one === 'boolean') &&
    isMissingOr(value.updated_at, isText)
  );
}

function isPrediction(value: unknown): value is Prediction {
  return isObject(value) && isMissingOr(value.result, isResult) && isMissingOr(value.model_version, isText);
}

function isResult(value: unknown): value is Result {
  return isListOf(value, isPartOfResult);
}

function isPartOfResult(value: unknown): value is Result[number] {
  if (!isObject(value) || !isObject(value.value)) return false;
  const { text } = value.value;
  return isMissingOr(text, isText) || isListOf(text, isText);
}

function captionsOf(task: unknown, place: string, options: ReadingOptions): Imported[] {
  if (!isObject(task) || task.data === undefined) {
    const row = readElement(task, short, place);
    return 'reason' in row ? [row] : captionsOfRow(row.value, place, options);
  }
  const read = readElement(task, labelStudioTask, place);
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

function textsOf(result: Result): string[] {
  return result.flatMap(({ value }) => value.text ?? []);
}
