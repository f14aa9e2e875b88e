import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { ExportedImage } from './exportedImage';
import type { ExportFormat, ExportOptions, LeftOut } from './exportFormat';
import { oneLine, writePieces } from './writeText';

/**
 * A text file beside each image, as trainers of diffusion models read them: one line, no byte order mark, never empty. Trainers that
 * choose a line by chance take all captions.
 */
export const sidecars: ExportFormat = {
  images: 'copy',
  holds: [],
  several: false,
  odd: ['lines'],
  leftOut: sharingAName,
  files: ({ folder, images }, options) =>
    Array.from(images, (image) => ({
      name: `${folder}${sidecarName(image.fileName, options)}`,
      isSmall: true,
      write: (path) => {
        const { captions } = image;
        const taken = options.allCaptions === true ? captions : captions.slice(0, 1);
        return writePieces(
          path,
          taken.map(({ row }) => `${oneLine(row.text)}\n`),
        );
      },
    })),
};

/** The file with the caption of an image. */
export function sidecarName(fileName: string, { extension = '.txt' }: Pick<ExportOptions, 'extension'>): string {
  return fileName.slice(0, fileName.length - posix.extname(fileName).length) + extension;
}

/** Of images whose names differ in their ending only, the first has the file. */
function sharingAName(images: Iterable<ExportedImage>, options: ExportOptions): LeftOut[] {
  const first = new Map<string, string>();
  const found: LeftOut[] = [];
  for (const { fileName } of images) {
    const name = sidecarName(fileName, options);
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, fileName);
      continue;
    }
    const reason = l10n.t('{0} has the file {1} already. Rename one of the two images.', other, name);
    found.push({ fileName, reason });
  }
  return found;
}
