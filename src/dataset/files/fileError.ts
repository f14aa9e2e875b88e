import * as l10n from '@vscode/l10n';
import { reasonOf } from './reason';

/** Why the file system refused something, in words. */
export function explainFileError(error: unknown): string {
  return reasonFor(errorCode(error)) ?? reasonOf(error);
}

/** The code of a Node error, such as `ENOENT`; '' if it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What to throw where a file or folder could not be written: the error itself where the file system is not to blame. */
export function writeFailure(place: string, error: unknown): unknown {
  if (errorCode(error) === '') return error;
  const message = l10n.t('{0} cannot be written: {1}. Put that right, then try again.', place, explainFileError(error));
  return new Error(message, { cause: error });
}

/** In the person's language, hence not a table that is made before the language is known. */
function reasonFor(code: string): string | undefined {
  switch (code) {
    case 'ENOENT':
      return l10n.t('it does not exist');
    case 'EACCES':
      return l10n.t('permission denied');
    case 'EPERM':
      return l10n.t('the system does not permit it');
    case 'EISDIR':
      return l10n.t('it is a folder');
    case 'EEXIST':
      return l10n.t('something else with its name is there');
    case 'ENXIO':
      return l10n.t('it is a pipe, a socket or a device, and no file');
    case 'ENOTDIR':
      return l10n.t('a part of its path is no folder');
    case 'ELOOP':
      return l10n.t('its symbolic links lead round in a circle');
    case 'ENOSPC':
      return l10n.t('the disk is full');
    case 'EDQUOT':
      return l10n.t('your disk quota is used up');
    case 'EFBIG':
      return l10n.t('the file would get larger than the system allows');
    case 'EROFS':
      return l10n.t('the disk is read-only');
    case 'EMFILE':
      return l10n.t('too many files are open');
    case 'EBUSY':
      return l10n.t('another program is using it');
    case 'EIO':
      return l10n.t('the disk reports a read or write error');
    case 'ENAMETOOLONG':
      return l10n.t('its name is too long');
    case 'ERR_FS_FILE_TOO_LARGE':
      return l10n.t('it is too large');
    default:
      return undefined;
  }
}
