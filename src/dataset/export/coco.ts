import type { ExportFormat, ExportOptions, NamedImage } from './exportFormat';
import { sizeInFile } from './imageSize';
import type { ImageSequence } from './imageSequence';
import { writePieces } from './writeText';

/** So many images are opened at a time: each waits for the disk several times. */
const atOnce = 32;

/** COCO's captions. Numbers are the same whatever split an image is in. */
export const coco: ExportFormat = {
  ending: '.json',
  images: 'reference',
  opensImages: true,
  holds: [],
  odd: ['breaks'],
  several: true,
  files: ({ stem, images }, options) => [
    { name: `${stem}.json`, write: (path) => writePieces(path, documentOf(images, options)) },
  ],
};

async function* documentOf(images: ImageSequence<NamedImage>, { afterImage }: ExportOptions): AsyncGenerator<string> {
  yield '{"info":{"description":"Exported by Showtell"},"licenses":[],"type":"captions","images":[';
  let before = '\n';
  for (let at = 0; at < images.length; at += atOnce) {
    const some = [...images.slice(at, at + atOnce)];
    const sizes = await Promise.all(some.map(({ path }) => sizeInFile(path)));
    for (const [index, { number, name }] of some.entries()) {
      yield before + JSON.stringify({ id: number, file_name: name, ...sizes[index] });
      afterImage?.();
      before = ',\n';
    }
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

/**
 * pycocoevalcap 1.2 writes all captions into one file and reads it line by line. It makes spaces of line feeds, but these signs end a line, too,
 * and every caption behind one would be scored for another image.
 */
function withoutOddBreaks(caption: string): string {
  return caption.replaceAll('\r\n', '\n').replaceAll(/[\r\v\f\u001c-\u001e\u0085\u2028\u2029]+/g, ' ');
}
