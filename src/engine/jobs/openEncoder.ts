import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openBundle } from '../../captioner/bundle/openBundle';
import type { Encoder } from '../../captioner/encoder/encoder';
import { readEncoderFolder } from '../../captioner/encoder/encoderFolder';

/**
 * The encoder that a training builds on, with the hash of its weights; the caller disposes of it.
 * @param directory a model bundle, or what scripts/import-encoder.ts wrote
 * @throws BundleError if it is a bundle that cannot be used; Error if there is no encoder
 */
export async function openEncoder(directory: string): Promise<{ encoder: Encoder; hash: string }> {
  if (existsSync(path.join(directory, 'model.json'))) {
    const { encoder, decoder, description } = await openBundle(directory);
    decoder.dispose();
    return { encoder, hash: description.encoder.weights.sha256 };
  }
  const encoder = await readEncoderFolder(directory);
  const weights = await readFile(path.join(directory, 'encoder.bin'));
  return { encoder, hash: createHash('sha256').update(weights).digest('hex') };
}
