import { imageSizeFromFile } from 'image-size/fromFile';
import type { ExportFormat, ExportOptions, NamedImage } from './exportFormat';
import { writePieces } from './writeText';

/** COCO's captions. Numbers are the same whatever split an image is in. */
export const coco: ExportFormat = {
  ending: '.json',
  images: 'reference',
  opensImages: true,
  holds: [],
  several: true,
  files: ({ stem, images }, options) => [
    { name: `${stem}.json`, write: (path) => writePieces(path, documentOf(images, options)) },
  ],
};

async function* documentOf(images: Iterable<NamedImage>, { afterImage }: ExportOptions): AsyncGenerator<string> {
  yield '{"info":{"description":"Exported by Showtell"},"licenses":[],"type":"captions","images":[';
  let before = '\n';
  for (const { number, name, path } of images) {
    yield before + JSON.stringify({ id: number, file_name: name, ...(await sizeOf(path)) });
    afterImage?.();
    before = ',\n';
  }
  yield '\n],"annotations":[';
  before = '\n';
  let id = 1;
  for (const { number, captions } of images) {
    for (const { row } of captions) {
      yield before + JSON.stringify({ id: id++, image_id: number, caption: withoutOddBreaks(row.text) });
      before = ',\n';
    }
  }
  yield '\n]}\n';
}

/** The width and height of an image as they stand in its file, before it is turned; nothing if they cannot be read. */
async function sizeOf(path: string): Promise<{ width: number; height: number } | undefined> {
  try {
    const { width, height } = await imageSizeFromFile(path);
    return { width, height };
  } catch {
    return undefined; // readers of captions do without; check says what is wrong with the image
  }
}

/**
 * pycocoevalcap 1.2 writes all captions into one file and reads it line by line. It makes spaces of line feeds, but these signs end a line, too,
 * and every caption behind one would be scored for another image.
 */
function withoutOddBreaks(caption: string): string {
  return caption.replaceAll(/[\r\v\f\u001c-\u001e\u0085\u2028\u2029]+/g, ' ');
}
