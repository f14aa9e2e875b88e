import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { leftOutAnyway } from '../exclusion';
import { compareFileNames } from '../naturalOrder';
import { reasonOf } from '../reason';
import type { Imported, ReadingOptions } from './importedCaption';
import { readableStats, readText } from './readText';

/** The endings that trainers give files with a caption. */
export const sidecarExtensions: readonly string[] = ['.txt', '.caption'];

/**
 * A file with a caption beside each image, named like it but for the ending, as trainers of diffusion models take them: those of a
 * folder and its subfolders, or a single one. A paragraph of several lines is one caption, unless every line is to be one.
 */
export async function* readSidecars(from: string, options: ReadingOptions): AsyncGenerator<Imported> {
  const endings = options.extension === undefined ? sidecarExtensions : [options.extension.toLowerCase()];
  if (!(await readableStats(from)).isDirectory()) {
    yield* captionsOf(from, path.basename(from), options);
    return;
  }
  for (const name of await filesIn(from, endings)) yield* captionsOf(path.join(from, name), name, options);
}

async function* captionsOf(file: string, name: string, { everyLine }: ReadingOptions): AsyncGenerator<Imported> {
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    yield { place: file, reason: reasonOf(error) };
    return;
  }
  const image = name.slice(0, name.length - path.extname(name).length);
  if (everyLine !== true) {
    yield { image, text: text.replaceAll(/\r\n?/g, '\n').trim(), place: file };
    return;
  }
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() !== '') yield { image, text: line.trim(), place: `${file}:${index + 1}` };
  }
}

async function filesIn(folder: string, endings: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = [''];
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop()) {
    for (const entry of await readdir(path.join(folder, inside), { withFileTypes: true })) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (leftOutAnyway(name)) continue;
      if (entry.isDirectory()) waiting.push(name);
      else if (endings.includes(path.extname(name).toLowerCase())) found.push(name);
    }
  }
  return found.sort(compareFileNames);
}
