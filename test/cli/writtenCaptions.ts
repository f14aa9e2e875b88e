import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRow } from '../../src/dataset/document/edit';
import { writeRedImages } from './redImages';

/** Writes a dataset into a folder: an image for each caption, all of them written by somebody. @returns its file */
export async function writeWrittenCaptions(
  folder: string,
  captions: readonly string[],
  nameOf: (at: number) => string,
): Promise<string> {
  await writeRedImages(folder, ...captions.map((_, at) => nameOf(at)));
  const made = { suggestion: '', status: 'written', model: '', updated: '2026-01-01T00:00:00.001Z' } as const;
  const rows = captions.map((text, at) => `${formatRow({ fileName: nameOf(at), text, ...made })}\n`);
  const dataset = join(folder, 'metadata.jsonl');
  writeFileSync(dataset, rows.join(''));
  return dataset;
}
