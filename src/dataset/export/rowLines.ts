import { RowFormat } from '../document/otherKeys';
import { folderNamesSplit } from '../images/splitWords';
import type { ExportFormat, ExportPart, Extra } from './exportFormat';
import { writePieces } from './writeText';

/** All that a row says. */
export const allExtras: readonly Extra[] = ['suggestion', 'status', 'model', 'updated', 'others'];

/** Showtell's own rows: a caption a line. */
export const rowLines: ExportFormat = {
  ending: '.jsonl',
  images: 'reference',
  holds: allExtras,
  several: true,
  files: (part) => [{ name: `${part.stem}.jsonl`, write: (path) => writePieces(path, rowLinesOf(part)) }],
};

/**
 * What Hugging Face's imagefolder loads: a folder of images with `metadata.jsonl` for each split, or `train` for all. In such a folder
 * no name of an image is taken for that of a split; names of folders inside it would be.
 */
export const imageFolder: ExportFormat = {
  unsplit: 'train/',
  nameInFolder: (fileName) => (folderNamesSplit(fileName) ? fileName.replaceAll('/', '__') : fileName),
  images: 'copy',
  onlyInside: true,
  holds: allExtras,
  several: true,
  files: (part) => [{ name: `${part.folder}metadata.jsonl`, write: (path) => writePieces(path, rowLinesOf(part)) }],
};

/** The rows of a part, a line each. */
export function* rowLinesOf({ images, keys }: ExportPart): Generator<string> {
  const format = new RowFormat(keys);
  for (const { name, captions } of images)
    for (const { row, others } of captions) {
      const named = row.fileName === name ? row : { ...row, fileName: name };
      yield `${format.lineOf(named, others)}\n`;
    }
}
