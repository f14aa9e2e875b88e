import { formatRow } from '../edit';
import { quoteJson } from '../jsonObject';
import { folderNamesSplit } from '../splitWords';
import type { ExportFormat, Extra, NamedImage } from './exportFormat';
import { writePieces } from './writeText';

/** All that a row says. */
export const allExtras: readonly Extra[] = ['suggestion', 'status', 'model', 'updated', 'others'];

/** Showtell's own rows: a caption a line. */
export const rowLines: ExportFormat = {
  ending: '.jsonl',
  images: 'reference',
  holds: allExtras,
  several: true,
  files: ({ stem, images }) => [{ name: `${stem}.jsonl`, write: (path) => writePieces(path, linesOf(images)) }],
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
  files: ({ folder, images }) => [
    { name: `${folder}metadata.jsonl`, write: (path) => writePieces(path, linesOf(images)) },
  ],
};

/** Every row has the same keys, as readers infer columns from the first ones. */
function* linesOf(images: readonly NamedImage[]): Generator<string> {
  const keys = otherColumns(images);
  for (const { name, captions } of images) {
    for (const { row, others } of captions) {
      const line = formatRow({ ...row, fileName: name });
      const more = keys.map(([key, empty]) => `,${quoteJson(key)}:${JSON.stringify(others[key] ?? empty)}`);
      yield `${line.slice(0, -1)}${more.join('')}}\n`;
    }
  }
}

/** The keys that rows have besides Showtell's own, as they come, each with what stands there where a row has nothing. */
export function otherColumns(images: readonly NamedImage[]): [key: string, empty: '' | null][] {
  const keys = new Map<string, '' | null>();
  for (const { captions } of images)
    for (const { others } of captions)
      for (const [key, value] of Object.entries(others))
        keys.set(key, typeof value === 'string' && keys.get(key) !== null ? '' : null);
  return [...keys];
}
