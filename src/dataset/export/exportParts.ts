import path from 'node:path';
import { isInside } from '../images/filePath';
import { withSlashes } from '../files/slashes';
import type { ExportedCaption, ExportedImage } from './exportedImage';
import type { ExportFormat, ExportPart, NamedImage } from './exportFormat';
import { folderNames } from './folderNames';
import { ImageSequence } from './imageSequence';
import type { ImagePlacement } from './placedImages';
import { splitImages, type SplitRequest } from './splitImages';

/** Where the parts of an export stand, and how they name images. */
export interface Placing extends Pick<ExportPart, 'keys'> {
  /** The folder of the dataset. */
  from: string;
  out: string;
  /** The folder of the export. */
  root: string;
  placement: ImagePlacement | 'inside';
  splits?: SplitRequest | undefined;
}

/** The parts of an export: one, or one for each split. */
export function partsOf(images: ImageSequence<ExportedImage>, format: ExportFormat, placing: Placing): ExportPart[] {
  const { out, root, placement, splits, keys } = placing;
  const stem = path.basename(out, path.extname(out));
  const names = folderNames(
    images.map(({ fileName }) => fileName),
    format,
  );
  const isFolder = format.ending === undefined;
  const namedIn = (folder: string): ((image: ExportedImage, number: number) => NamedImage) => {
    const wayTo =
      placement === 'reference' ? wayFrom(path.join(root, isFolder ? folder : ''), placing.from) : undefined;
    return (image, number) => {
      const own = names.get(image.fileName) ?? image.fileName;
      const placed = folder === '' ? own : `${folder}${own}`;
      return new ImageOfPart(image, wayTo?.(image) ?? (isFolder ? own : placed), placed, number);
    };
  };
  const { unsplit = '' } = format;
  if (!splits) {
    const named = namedIn(unsplit);
    const all = images.map((image, at) => named(image, at + 1));
    return [{ stem, keys, split: undefined, folder: unsplit, images: all }];
  }
  return Array.from(splitImages(images, splits), ([split, members]) => {
    const folder = format.isFlat === true ? '' : `${split}/`;
    const named = namedIn(folder);
    const all = new ImageSequence(members.length, (at) => named(images.imageAt(members[at]), members[at] + 1));
    return { stem: `${stem}-${split}`, keys, split, folder, images: all };
  });
}

/** An image with its names; its captions are not copied. */
class ImageOfPart implements NamedImage {
  constructor(
    private readonly image: ExportedImage,
    readonly name: string,
    readonly placed: string,
    readonly number: number,
  ) {}

  get fileName(): string {
    return this.image.fileName;
  }

  get isElsewhere(): boolean {
    return this.image.isElsewhere;
  }

  get path(): string {
    return this.image.path;
  }

  get captions(): readonly [ExportedCaption, ...ExportedCaption[]] {
    return this.image.captions;
  }
}

/** The way from a folder to images of a dataset, which is found once for all of them where it can be. */
function wayFrom(folder: string, dataset: string): (image: ExportedImage) => string {
  const toDataset = path.relative(folder, dataset);
  // From a folder inside that of the dataset it may be shorter for some.
  const isSame = toDataset === '' || !isInside(dataset, folder);
  const prefix = toDataset === '' ? '' : `${withSlashes(toDataset)}/`;
  return (image) =>
    isSame && !image.isElsewhere ? prefix + image.fileName : withSlashes(path.relative(folder, image.path));
}
