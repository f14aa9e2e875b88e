import { card } from './card';
import { coco } from './coco';
import { llava, openaiChat, paligemma } from './conversations';
import type { ExportFormat } from './exportFormat';
import { kohya } from './kohya';
import { parquet, trl } from './parquet';
import { imageFolder, rowLines } from './rowLines';
import { sidecars } from './sidecars';
import { table } from './table';
import { webdataset } from './webdataset';

/** The writer of each format that captions go out in. */
export const exportFormats = {
  txt: sidecars,
  coco,
  csv: table,
  jsonl: rowLines,
  parquet,
  imagefolder: imageFolder,
  webdataset,
  kohya,
  llava,
  'openai-chat': openaiChat,
  paligemma,
  trl,
  card,
} as const satisfies Record<string, ExportFormat>;

/** The name of a format that captions go out in. */
export type ExportFormatName = keyof typeof exportFormats;
