import type { PictureToWebview } from '../../extension/pictures/pictureMessages';
import { send } from './host';

/** There is no picture of an image. @property reason what is wrong with it, if it is the image */
export class NoPicture extends Error {
  constructor(readonly reason: string | undefined) {
    super(reason);
  }
}

interface Waiting {
  resolve: (picture: Blob) => void;
  reject: (error: NoPicture) => void;
}

const waiting = new Map<string, Waiting[]>();

/**
 * What the captioner sees of the image at an address.
 * @param width at most, in pixels; without it, the image's own
 * @throws NoPicture
 */
export function decodedPicture(uri: string, width?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const others = waiting.get(nameOf(uri, width));
    if (others) return void others.push({ resolve, reject });
    waiting.set(nameOf(uri, width), [{ resolve, reject }]);
    send({ type: 'decode', uri, width });
  });
}

/** The answer of the extension. */
export function receiveDecoded({ uri, width, picture, problem }: PictureToWebview): void {
  const asked = waiting.get(nameOf(uri, width)) ?? [];
  waiting.delete(nameOf(uri, width));
  for (const { resolve, reject } of asked) {
    if (picture) resolve(new Blob([picture], { type: 'image/png' }));
    else reject(new NoPicture(problem));
  }
}

function nameOf(uri: string, width: number | undefined): string {
  return `${width ?? ''} ${uri}`;
}
