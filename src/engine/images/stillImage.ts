import * as l10n from '@vscode/l10n';
import { errorCode, explainFileError } from '../../dataset/files/fileError';
import { readWholeFile } from '../../dataset/files/wholeFile';
import { ImageError } from './imageError';

/** Larger files are refused: they are read whole, so that a file that changes meanwhile is not mixed. */
const maximumBytes = 1 << 30;

/** The bytes of an image file, so that the decoder opens it as a still image. @throws ImageError if it cannot be read */
export async function readStillImage(path: string): Promise<Uint8Array> {
  return asStillImage(await readImageFile(path));
}

/**
 * The decoder takes a file of AVIF frames for a video by its first brand, and opens it by that of a still image: its first frame
 * is one (AVIF 1.1, section 6).
 */
function asStillImage(bytes: Uint8Array): Uint8Array {
  const brand = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', 4, 12);
  if (brand !== 'ftypavis') return bytes;
  const still = Uint8Array.from(bytes);
  still.set(Buffer.from('avif'), 8);
  return still;
}

async function readImageFile(path: string): Promise<Uint8Array> {
  try {
    return await readWholeFile(path, maximumBytes);
  } catch (error) {
    const reason: Record<string, string> = {
      EISDIR: l10n.t('This is a folder.'),
      ENXIO: l10n.t('This is not a file.'),
      ERR_FS_FILE_TOO_LARGE: l10n.t('The file is larger than 1 GB.'),
    };
    const words = reason[errorCode(error)] ?? l10n.t('The image cannot be opened: {0}.', explainFileError(error));
    throw new ImageError(path, words, { cause: error });
  }
}
