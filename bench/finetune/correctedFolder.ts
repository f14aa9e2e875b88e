import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { trainableCaptions } from '../../src/dataset/document/captions';
import { readDatasetFile } from '../../src/dataset/document/file';
import { toPlainStyle } from '../../src/captioner/vocabulary/captionStyle';
import { toHouse } from '../houseStyle';

/** As many images again lie in the folder that nobody decided on, but no more than this. */
const mostUndecided = 200;

/**
 * A folder as somebody has it who corrected so many captions to the house's terms and form.
 * @returns its dataset file
 * @throws Error if the corpus has too few images
 */
export async function writeCorrectedFolder(corpus: string, rows: number, folder: string): Promise<string> {
  const { lines } = await readDatasetFile(corpus);
  const images = trainableCaptions(lines, 'all').slice(0, rows + Math.min(rows, mostUndecided));
  if (images.length < rows) throw new Error(`${corpus} has ${images.length} images with a caption, not ${rows}.`);
  await mkdir(folder, { recursive: true });
  for (const { fileName } of images)
    await copyFile(path.join(path.dirname(corpus), fileName), path.join(folder, path.basename(fileName)));
  const dataset = path.join(folder, 'metadata.jsonl');
  const corrected = images.slice(0, rows).map(({ fileName, captions }) => {
    const text = toHouse(toPlainStyle(captions[0]));
    return `${JSON.stringify({ file_name: path.basename(fileName), text, status: 'edited' })}\n`;
  });
  await writeFile(dataset, corrected.join(''));
  return dataset;
}
