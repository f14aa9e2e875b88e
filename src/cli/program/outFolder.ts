import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './command';

/** The folder of an `--out` file. @throws UsageError if there is none */
export async function folderOfOut(out: string): Promise<string> {
  const folder = path.dirname(path.resolve(out));
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new UsageError(`--out: there is no folder ${folder}`);
  return folder;
}
