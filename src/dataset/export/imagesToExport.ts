import path from 'node:path';
import { lineRanges, type LineProblem } from '../document';
import { imageKey } from '../fileName';
import { resolveImagePath } from '../filePath';
import { listFolder } from '../folder';
import { CaptionTally } from './captionTally';
import { DatasetImage, type ImageFolder } from './datasetImage';
import { DatasetRows, type RowCaptions, type Wanted } from './datasetRows';

/** What is taken besides images that a person captioned. */
export interface Selection extends Wanted {
  /** Only these images, by their keys. */
  only?: ReadonlySet<string> | undefined;
}

/** What a dataset has to export, and what stays out. */
export interface SelectedImages {
  images: DatasetImage[];
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
 * @param text what the dataset holds
 */
export async function imagesToExport(text: string, folder: string, selection: Selection): Promise<SelectedImages> {
  // One look at the folder takes less than one at each image.
  const listed = new Set<string>();
  for await (const { images } of listFolder(folder)) for (const { fileName } of images) listed.add(fileName);
  const of: ImageFolder = { rows: new DatasetRows(text, selection), folder: path.resolve(folder) };
  const selected: SelectedImages = {
    ...{ images: [], tally: new CaptionTally(), undecided: 0, excluded: 0, problems: [], broken: [] },
  };
  const { images, tally, problems } = selected;
  const noteFirst = ({ row, captions }: RowCaptions): void => {
    if (listed.has(row.fileName)) tally.note(captions);
  };
  for (const image of findImages(text, of, selection, { noteFirst, broken: selected.broken })) {
    const { fileName } = image;
    if (fileName === '') {
      if (image.isExcluded) selected.excluded++;
      else selected.undecided++;
      continue;
    }
    const resolved = listed.has(fileName) ? undefined : resolveImagePath(folder, fileName);
    if (resolved && 'problem' in resolved) {
      problems.push({ fileName, reason: resolved.problem });
      continue;
    }
    if (resolved) image.elsewhere = resolved.path;
    images.push(image);
    if (resolved || image.hasSeveralRows) tally.add(image.captions);
    else tally.count(image.first);
  }
  return selected;
}

interface Noted {
  /** Is told of the first row of each image. */
  noteFirst: (row: RowCaptions) => void;
  /** Gets the lines that are no rows. */
  broken: LineProblem[];
}

/** The images that rows are about, in the order of their first row. */
function findImages(
  text: string,
  of: ImageFolder,
  { only }: Selection,
  { noteFirst, broken }: Noted,
): Iterable<DatasetImage> {
  const found = new Map<string, DatasetImage>();
  let line = -1;
  for (const place of lineRanges(text)) {
    line++;
    const read = of.rows.read(place);
    if (!read) {
      const reason = of.rows.problemAt(place);
      if (reason !== undefined) broken.push({ line, reason });
      continue;
    }
    const { row, captions } = read;
    const key = imageKey(row.fileName);
    if (only?.has(key) === false) continue;
    const fileName = captions.length > 0 ? row.fileName : '';
    let image = found.get(key);
    if (image) {
      image.addRow(place);
      if (image.fileName === '') image.fileName = fileName;
    } else {
      image = new DatasetImage(of, fileName, place, captions.length);
      found.set(key, image);
      noteFirst(read);
    }
    if (row.status === 'excluded') image.isExcluded = true;
  }
  return found.values();
}
