import type { ExportFormatName } from '../../src/dataset/export/exportFormats';
import type { ImportFormat } from '../../src/dataset/import/importFormats';
import type { foreignFiles } from './foreignFiles';

/** A format, and which of its directions can do without images. */
export interface Measured {
  /** The file, or folder, of the captions, from the folder of the images. */
  file: string;
  /** What writes it: our own export, which is measured too, or {@link foreignFiles}. */
  exported?: ExportFormatName;
  foreign?: keyof typeof foreignFiles;
  /** How it is read again. */
  imported: ImportFormat;
}

/** By their names. */
export const formats = {
  jsonl: { file: 'jsonl.jsonl', exported: 'jsonl', imported: 'jsonl' },
  csv: { file: 'csv.csv', exported: 'csv', imported: 'csv' },
  coco: { file: 'coco.json', exported: 'coco', imported: 'coco' },
  llava: { file: 'llava.json', exported: 'llava', imported: 'llava' },
  kohya: { file: 'kohya.json', exported: 'kohya', imported: 'kohya' },
  paligemma: { file: 'paligemma.jsonl', exported: 'paligemma', imported: 'jsonl' },
  txt: { file: '../txt', exported: 'txt', imported: 'txt' },
  karpathy: { file: 'karpathy.json', foreign: 'karpathy', imported: 'karpathy' },
  'label-studio': { file: 'label-studio.json', foreign: 'label-studio', imported: 'label-studio' },
  doccano: { file: 'doccano.jsonl', foreign: 'doccano', imported: 'doccano' },
  prodigy: { file: 'prodigy.jsonl', foreign: 'prodigy', imported: 'prodigy' },
  'openai-chat': { file: 'openai-chat.jsonl', foreign: 'openai-chat', imported: 'openai-chat' },
  parquet: { file: 'parquet.parquet', foreign: 'parquet', imported: 'parquet' },
  webdataset: { file: 'webdataset.tar', foreign: 'webdataset', imported: 'webdataset' },
} as const satisfies Record<string, Measured>;
