import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Precision } from '../../captioner/computing/graphRuntime';
import { makeFolder } from '../../dataset/files/makeFolder';

/** Changes where the same encoder's features are kept in another way. */
const forms: Readonly<Record<Precision, string>> = { float32: ' with colours', int8: ' with colours, int8' };
const formBefore = '';

/** Where features are kept between runs: a folder for each encoder, since each sees images differently, and in integers otherwise. */
export async function featureCacheFolder(
  encoderHash: string,
  cache: string | undefined,
  precision: Precision = 'float32',
): Promise<string> {
  const base =
    cache ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'showtell', 'features');
  const folderOf = (kept: string): string =>
    path.join(base, createHash('sha256').update(`${encoderHash}${kept}`).digest('hex').slice(0, 16));
  // Nobody reads it any more, and it may have gigabytes.
  await rm(folderOf(formBefore), { recursive: true, force: true });
  const folder = folderOf(forms[precision]);
  await makeFolder(folder);
  return folder;
}
