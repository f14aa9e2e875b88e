import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { DatasetLines } from '../document/datasetLines';
import type { LineProblem } from '../document/document';
import { imageKey } from '../images/fileName';
import { resolveImagePath } from '../images/filePath';
import { listFolder } from '../images/folder';
import { CaptionTally } from './captionTally';
import { DatasetImages } from './datasetImages';
import { DatasetRows, type Wanted } from './datasetRows';
import type { ExportedImage } from './exportedImage';
import { ImageSequence } from './imageSequence';

/** What is taken besides images that a person captioned. */
export interface Selection extends Wanted {
  /** Only these images, by their keys. */
  only?: ReadonlySet<string> | undefined;
}

/** What a dataset has to export, and what stays out. */
export interface SelectedImages {
  images: ImageSequence<ExportedImage>;
  /** What their captions say. */
  tally: CaptionTally;
  /** Images of which nothing is decided, or that are excluded: so many stay out. */
  undecided: number;
  excluded: number;
  /** Images with a caption that cannot be found. */
  problems: { fileName: string; reason: string }[];
  /** Lines that are no rows. */
  broken: LineProblem[];
}

/**
 * The images of a dataset that are to be exported, in the order of their first row.
 * @param lines of the dataset
 */
export async function imagesToExport(
  lines: DatasetLines,
  folder: string,
  selection: Selection,
): Promise<SelectedImages> {
  const rows = new DatasetRows(lines, selection);
  const images = new DatasetImages(rows, path.resolve(folder));
  // One look at the folder takes less than one at each image.
  for await (const { images: files } of listFolder(folder, { isOrdered: false }))
    for (const { fileName } of files) images.addFile(fileName);
  // What came last of the folder is held by Node until its loop turns.
  await setImmediate();
  const tally = new CaptionTally();
  const broken = readRows(rows, images, tally, selection);
  const found = new Uint32Array(images.count);
  const left: Pick<SelectedImages, 'undecided' | 'excluded' | 'problems'> = { undecided: 0, excluded: 0, problems: [] };
  let length = 0;
  for (const image of images.inOrder()) {
    if (!images.hasCaption(image)) {
      if (images.isExcluded(image)) left.excluded++;
      else left.undecided++;
      continue;
    }
    const isListed = images.isFile(image);
    if (!isListed) {
      const fileName = images.nameOf(image);
      const resolved = resolveImagePath(folder, fileName);
      if ('problem' in resolved) {
        left.problems.push({ fileName, reason: resolved.problem });
        continue;
      }
      images.setPath(image, resolved.path);
    }
    found[length++] = image;
    if (isListed && images.hasOneCaption(image)) tally.count(1);
    else tally.add(images.captionsOf(image));
  }
  return { images: new ImageSequence(length, (at) => images.image(found[at])), tally, ...left, broken };
}

/** Notes where the rows of a dataset stand, and what the first of each image says. @returns the lines that are no rows */
function readRows(rows: DatasetRows, images: DatasetImages, tally: CaptionTally, { only }: Selection): LineProblem[] {
  const broken: LineProblem[] = [];
  let line = -1;
  for (const place of rows.lines.places()) {
    line++;
    const read = rows.read(place);
    if (!read) {
      const reason = rows.problemAt(place);
      if (reason !== undefined) broken.push({ line, reason });
      continue;
    }
    if (only?.has(imageKey(read.row.fileName)) === false) continue;
    if (images.addRow(read, place)) tally.note(read.captions);
  }
  return broken;
}
