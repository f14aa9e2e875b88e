import { differenceAt } from '../../extension/entries/addressMessages';
import { decodedPicture, NoPicture } from './decodedPictures';

/** Decoded pictures that are kept for those who come back; each is in memory. */
const mostKept = 8;

/** What became of showing an image otherwise than by its file. */
export interface PictureProblem {
  /** Nothing is shown. Otherwise it is the file as the browser shows it, which the captioner sees otherwise. */
  isBroken: boolean;
  /** What is wrong with the image, if that is known. */
  reason?: string;
}

/**
 * Shows in an image what the captioner sees of the one at an address: its file, or where a browser shows that otherwise or not
 * at all, the captioner's own picture. What is asked for last is what is shown.
 */
export function showPicture(
  image: HTMLImageElement,
  uri: string,
  tell: (problem: PictureProblem) => void = () => undefined,
): void {
  image.dataset.wanted = uri;
  const isOtherwise = differenceAt(uri) !== undefined;
  const show = (address: string, onError: () => void): void => {
    image.onerror = () => {
      if (image.dataset.wanted === uri) onError();
    };
    image.src = address;
  };
  const showDecoded = async (): Promise<void> => {
    image.removeAttribute('src');
    try {
      const address = await decodedAddress(uri);
      if (image.dataset.wanted === uri) show(address, () => tell({ isBroken: true }));
    } catch (error) {
      if (image.dataset.wanted !== uri) return;
      const reason = error instanceof NoPicture ? error.reason : undefined;
      if (!isOtherwise) return tell({ isBroken: true, reason });
      tell({ isBroken: false, reason });
      show(uri, () => tell({ isBroken: true, reason }));
    }
  };
  if (isOtherwise) void showDecoded();
  else show(uri, () => void showDecoded());
}

/** Nothing is shown in an image any more. */
export function showNothing(image: HTMLImageElement): void {
  delete image.dataset.wanted;
  image.removeAttribute('src');
}

/** The same, small. @throws where there is no picture, or the signal is aborted */
export async function smallPicture(uri: string, width: number, signal: AbortSignal): Promise<ImageBitmap> {
  const small = { resizeWidth: width, resizeQuality: 'medium' } as const;
  if (differenceAt(uri) === undefined) {
    try {
      return await createImageBitmap(await (await fetch(uri, { signal })).blob(), small);
    } catch {
      signal.throwIfAborted();
    }
  }
  return createImageBitmap(await decodedPicture(uri, width), small);
}

const addresses = new Map<string, Promise<string>>();

function decodedAddress(uri: string): Promise<string> {
  const known = addresses.get(uri);
  const address = known ?? decodedPicture(uri).then((picture) => URL.createObjectURL(picture));
  addresses.delete(uri);
  addresses.set(uri, address);
  // Whoever is asked again may know by then.
  if (!known) address.catch(() => addresses.delete(uri));
  const [oldest] = addresses;
  if (addresses.size > mostKept) {
    addresses.delete(oldest[0]);
    oldest[1].then(
      (gone) => URL.revokeObjectURL(gone),
      () => undefined,
    );
  }
  return address;
}
