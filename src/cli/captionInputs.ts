import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Exclusion } from '../dataset/exclusion';
import { pathOfAddress } from '../dataset/fileAddress';
import { explainFileError } from '../dataset/fileError';
import { isInside } from '../dataset/filePath';
import { scanFolder } from '../dataset/folder';

/** An image to caption, or an input that cannot be one. */
export type CaptionInput =
  { path: string; /** How the row names it. */ fileName: string } | { path: string; problem: string };

/**
 * The images of folders and single images, in the order given.
 * @param outFolder where the rows will stand; their file names are relative to it. Without it they are relative to the
 *   only folder given, or just as given.
 * @param excluded what of folders is left out
 */
export async function listInputs(
  inputs: readonly string[],
  outFolder: string | undefined,
  signal: AbortSignal,
  excluded?: Exclusion,
): Promise<CaptionInput[]> {
  const listed: CaptionInput[] = [];
  for (const input of inputs) {
    const stats = await stat(input).catch((error: unknown) => ({ problem: `${capitalise(explainFileError(error))}.` }));
    if ('problem' in stats) {
      listed.push({ path: input, problem: stats.problem });
    } else if (!stats.isDirectory()) {
      listed.push(await nameImage(input, input, outFolder));
    } else {
      const { images, problems } = await scanFolder(input, signal, excluded);
      for (const { fileName } of images) {
        const path = join(input, fileName);
        listed.push(await nameImage(path, inputs.length === 1 ? fileName : toSlashes(path), outFolder));
      }
      listed.push(...problems.map(({ path, reason }) => ({ path: join(input, path), problem: reason })));
    }
  }
  return listed;
}

/** The image paths that arrive on a stream, one a line, as they arrive. Blank lines are no paths. */
export async function* readInputs(
  stream: Readable,
  outFolder: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<CaptionInput> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY, signal })) {
    if (line.trim() !== '') {
      yield await nameImage(pathOf(line), line, outFolder);
    }
  }
}

/** Spark gives addresses, with percent signs or without. What is there under its own name is taken so. */
function pathOf(line: string): string {
  const plain = line.replace(/^file:(\/\/(localhost)?)?(?=\/)/i, '');
  return plain === line || existsSync(plain) ? plain : pathOfAddress(line);
}

async function nameImage(path: string, fileName: string, outFolder: string | undefined): Promise<CaptionInput> {
  if (outFolder === undefined) {
    return { path, fileName };
  }
  const root = await realpath(outFolder).catch(() => resolve(outFolder));
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)));
  const place = join(folder, basename(path));
  if (!isInside(root, place)) {
    return { path, problem: `It is not in the folder of the --out file (${outFolder}), so no row there can name it.` };
  }
  return { path, fileName: toSlashes(relative(root, place)) };
}

function toSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
