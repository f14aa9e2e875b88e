/**
 * Gives a bundle names for what captions never named: the ImageNet classifier that its encoder had, and the words of
 * `scripts/objects/names.json` for its classes.
 *
 *   npx tsx scripts/add-objects.ts BUNDLE [WHEEL-OR-PTH]
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { writeObjects } from '../src/captioner/bundle/changeBundle';
import { readBundleDescription } from '../src/captioner/bundle/description';
import { ObjectClassifier } from '../src/captioner/objects/objectClassifier';
import { readModel } from './importEncoder/wheel';
import { buildTable, writtenNamesSchema } from './objects/buildTable';
import { readClassNames } from './objects/classNames';

async function main(): Promise<void> {
  const [bundle, given] = process.argv.slice(2) as (string | undefined)[];
  if (bundle === undefined) throw new Error('Usage: npx tsx scripts/add-objects.ts BUNDLE [WHEEL-OR-PTH]');
  const { encoder } = await readBundleDescription(bundle);
  await tf.setBackend('cpu');
  const state = readModel(encoder.architecture, given);
  const kernel = state.get('_fc.weight');
  const bias = state.get('_fc.bias');
  if (!kernel || !bias) throw new Error('The state dict has no classifier (_fc.weight, _fc.bias).');
  const classifier = new ObjectClassifier({
    kernel: tf.transpose(tf.tensor2d(kernel.values, [kernel.shape[0], kernel.shape[1]])),
    bias: tf.tensor1d(bias.values),
  });
  const written = readFileSync(path.join(import.meta.dirname, 'objects', 'names.json'), 'utf8');
  const table = buildTable(writtenNamesSchema.parse(JSON.parse(written)), readClassNames());
  await writeObjects(bundle, { table, classifier });
  console.log(`${bundle} can name ${table.objects.length} kinds of things by ${classifier.classes} classes.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
