import { webpOrientation } from './webpOrientation';

/** Addresses of pictures that were turned; each holds its picture in memory. */
const mostKept = 8;
/** Of what is drawn again: 1 would be lossless, and large. */
const quality = 0.95;

/** How to draw a picture of some width and height so that it stands upright, by its EXIF orientation. */
const transforms: Readonly<
  Record<number, (width: number, height: number) => [number, number, number, number, number, number]>
> = {
  2: (width) => [-1, 0, 0, 1, width, 0],
  3: (width, height) => [-1, 0, 0, -1, width, height],
  4: (_, height) => [1, 0, 0, -1, 0, height],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (_, height) => [0, 1, -1, 0, height, 0],
  7: (width, height) => [0, -1, -1, 0, height, width],
  8: (width) => [0, -1, 1, 0, 0, width],
};

/**
 * The picture of a file as the captioner sees it. Browsers turn JPEG as its EXIF orientation says, and leave WebP as it lies.
 * @returns the file itself where there is nothing to turn
 */
export async function upright(file: Blob): Promise<Blob> {
  const transform = transforms[webpOrientation(new Uint8Array(await file.arrayBuffer()))];
  if (!transform) return file;
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  const [a, b, c, d, e, f] = transform(width, height);
  const isLying = a === 0;
  const canvas = new OffscreenCanvas(isLying ? height : width, isLying ? width : height);
  const context = canvas.getContext('2d');
  context?.setTransform(a, b, c, d, e, f);
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality });
}

const addresses = new Map<string, Promise<string>>();

/** Shows in an image the picture at an address, upright. What is asked for last is what is shown. */
export function showUpright(image: HTMLImageElement, uri: string): void {
  image.dataset.wanted = uri;
  if (!/\.webp(\?|$)/i.test(uri)) {
    image.src = uri;
    return;
  }
  image.removeAttribute('src');
  void uprightAddress(uri).then((address) => {
    if (image.dataset.wanted === uri) image.src = address;
  });
}

/** Nothing is shown in an image any more. */
export function showNothing(image: HTMLImageElement): void {
  delete image.dataset.wanted;
  image.removeAttribute('src');
}

function uprightAddress(uri: string): Promise<string> {
  const known = addresses.get(uri);
  if (known) return known;
  // What cannot be fetched or decoded the image itself tells of.
  const address = makeAddress(uri).catch(() => uri);
  addresses.set(uri, address);
  const [oldest] = addresses;
  if (addresses.size > mostKept) {
    addresses.delete(oldest[0]);
    void oldest[1].then((gone) => URL.revokeObjectURL(gone));
  }
  return address;
}

async function makeAddress(uri: string): Promise<string> {
  const file = await (await fetch(uri)).blob();
  const turned = await upright(file);
  return turned === file ? uri : URL.createObjectURL(turned);
}
