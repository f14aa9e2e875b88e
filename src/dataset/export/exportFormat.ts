import type { ExportedImage } from './exportedImage';
import type { ImageSequence } from './imageSequence';
import type { OddCaption } from './oddCaptions';

/** A file of an export: its content is made when its turn comes. */
export interface OutputFile {
  /** The image that it is a copy of, or a link to. */
  source?: string;
  /** Relative to the folder of the export, `/` between folders. */
  name: string;
  /** Whether it is written soon, so that others may be written beside it. */
  isSmall?: boolean;
  /**
   * Writes it.
   * @param path a new file, which gets its name when all of it is there
   * @returns what it holds, as `contentOf` has it
   */
  write(path: string): Promise<string>;
}

/** An image that a format cannot hold, and why. */
export interface LeftOut {
  fileName: string;
  reason: string;
}

/** What a format has no place for, besides captions. */
export type Extra = 'suggestion' | 'status' | 'model' | 'updated' | 'others';

/** An image with the name that the files of the export have for it. */
export interface NamedImage extends ExportedImage {
  name: string;
  /** Where a copy of it would stand in the export. */
  placed: string;
  /** Its number in the whole export, from 1. */
  number: number;
}

/** A part of an export, or all of it. */
export interface ExportPart {
  /** The name of the file, without its ending, or '' for formats of many files. */
  stem: string;
  /** Where files beside the images stand: '' or `train/`. */
  folder: string;
  /** Its name, where there are splits. */
  split: string | undefined;
  images: ImageSequence<NamedImage>;
  /** The keys besides Showtell's own that the whole export has: readers want the same in all parts. See `otherKeys`. */
  keys: ReadonlyMap<string, '' | null>;
}

export interface ExportOptions {
  /** What is asked, for formats in which somebody asks. */
  prompt?: string | undefined;
  /** The ending of files with captions. */
  extension?: string | undefined;
  /** Whether formats of one caption get all, a line each. */
  allCaptions?: boolean | undefined;
  /** Is called after each image whose file was opened for the file that is being written. */
  afterImage?: (() => void) | undefined;
}

/** How a format is written. */
export interface ExportFormat {
  /** The ending of its file; without one, an export is a folder. */
  ending?: string;
  /** Where the images are: beside it or elsewhere, or in it. */
  images: 'copy' | 'reference' | 'inside';
  /** Whether it opens each image, though none is in it. */
  opensImages?: boolean;
  /** What it has a place for besides captions. */
  holds: readonly Extra[];
  /** The folder of all images where there are no splits. */
  unsplit?: string;
  /** What the name of an image becomes where its readers misunderstand it; another one's name may be that already: see `folderNames`. */
  nameInFolder?: (fileName: string) => string;
  /** Keys besides Showtell's own that it holds. */
  keys?: readonly string[];
  /** Whether its readers take no image outside its folder. */
  onlyInside?: boolean;
  /** Captions of which it, or its usual readers, makes something else. */
  odd?: readonly OddCaption[];
  /** Whether it holds several captions of an image. */
  several: boolean;
  /** Images that it cannot hold. They are written nowhere. */
  leftOut?(images: Iterable<ExportedImage>, options: ExportOptions): LeftOut[] | Promise<LeftOut[]>;
  /** Whether the files of all splits stand in one folder. */
  isFlat?: boolean;
  /** A file about all parts. */
  fileOfAll?(parts: readonly ExportPart[]): OutputFile;
  /** The files of a part. */
  files(part: ExportPart, options: ExportOptions): OutputFile[];
}
