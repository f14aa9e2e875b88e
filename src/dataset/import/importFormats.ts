import { readChats } from './chat';
import { readCoco } from './coco';
import { readDoccano } from './doccano';
import type { CaptionReader } from './importedCaption';
import { readKarpathy } from './karpathy';
import { readKohya } from './kohya';
import { readLabelStudio } from './labelStudio';
import { readLlava } from './llava';
import { readParquet } from './parquet';
import { readProdigy } from './prodigy';
import { readRowLines } from './rowLines';
import { readSidecars } from './sidecars';
import { readTable } from './table';
import { readWebdataset } from './webdataset';

/** The reader of each format that captions come in. */
export const importFormats = {
  txt: readSidecars,
  coco: readCoco,
  csv: readTable,
  parquet: readParquet,
  jsonl: readRowLines,
  karpathy: readKarpathy,
  kohya: readKohya,
  'label-studio': readLabelStudio,
  doccano: readDoccano,
  prodigy: readProdigy,
  llava: readLlava,
  'openai-chat': readChats,
  webdataset: readWebdataset,
} as const satisfies Record<string, CaptionReader>;

/** The name of a format that captions come in. */
export type ImportFormat = keyof typeof importFormats;
