import type { Status } from '../rows/row';

/** What the file of an image holds. */
export interface ImageContent {
  /** In bytes. */
  size: number;
  /** SHA-256, in hexadecimal. */
  hash: string;
}

/** One caption that a file of another tool has, and what that file says about it. */
export interface ImportedCaption {
  /** The image as that file names it: a name, a path, an address, or a name without its ending. */
  image: string;
  /** The image itself, where the file holds it and not its name: then it is found by that. */
  content?: ImageContent;
  text: string;
  /** Whether it is an object, or a list of objects: `text` is how that is written. */
  isStructured?: true;
  /** Where it stands, for a person to find it. */
  place: string;
  /** What a machine had proposed. */
  suggestion?: string;
  /** Which machine proposed it. */
  model?: string;
  /** What it is, where the file says so; else it is somebody's caption. */
  status?: Status;
  /** When it was written, as the file says it. */
  updated?: string;
  /** What else is known of it, under its own keys. */
  others?: Readonly<Record<string, unknown>>;
}

/** Something in a file that is no caption, and why. */
export interface ImportProblem {
  place: string;
  reason: string;
  /** What cannot be found under a key that is known, and the keys that there are: a person may say which it is. */
  unnamed?: { part: 'image' | 'caption'; keys: readonly string[] };
}

/** What a reader gives, one after the other. */
export type Imported = ImportedCaption | ImportProblem;

/** What a person may say about a file that does not say it itself. */
export interface ReadingOptions {
  /** The column or key of the image's name. */
  imageColumn?: string | undefined;
  /** The column or key of the caption. */
  captionColumn?: string | undefined;
  /** The ending of files with captions, such as `.txt`. */
  extension?: string | undefined;
  /** Whether each line of a text file is a caption of its own. */
  everyLine?: boolean | undefined;
}

/**
 * Reads the captions of one file, or of a folder of them.
 * @throws DatasetFileError if nothing of it can be read
 */
export type CaptionReader = (path: string, options: ReadingOptions) => ImportedStream;

/** What a reader finds, one after the other; where there may be very many, some at a time. */
export type ImportedStream = AsyncIterable<Imported | readonly Imported[]> | Iterable<Imported | readonly Imported[]>;
