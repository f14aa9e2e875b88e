import * as l10n from '@vscode/l10n';
import { DatasetFileError } from './file';
import { lockFileOfAnyName } from '../files/hardLinks';
import { linkTarget } from '../files/linkTarget';

/**
 * Reads a dataset and writes it anew while no other process adds rows to it, which would be lost.
 * @param change does both
 * @throws DatasetFileError if another process has the file; or what `change` throws
 */
export async function writeAlone<Result>(path: string, change: () => Promise<Result>): Promise<Result> {
  const lock = await lockFileOfAnyName(await linkTarget(path));
  if (!lock) {
    throw new DatasetFileError(
      l10n.t('Another showtell is adding rows to {0}. Nothing was changed; try again when it has ended.', path),
    );
  }
  try {
    return await change();
  } finally {
    await lock.release();
  }
}
