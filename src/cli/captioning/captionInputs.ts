import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Exclusion } from '../../dataset/images/exclusion';
import { pathOfAddress } from '../../dataset/files/fileAddress';
import { explainFileError } from '../../dataset/files/fileError';
import { isInside } from '../../dataset/images/filePath';
import { listFolder } from '../../dataset/images/folder';
import { readInputRow } from './inputRow';

/** To read and sort a million names takes seconds. */
const mostSorted = 10_000;

/** An image to caption, or an input that cannot be one. */
export type CaptionInput = (
  { path: string; /** How the row names it. */ fileName: string } | { path: string; problem: string }
) & {
  /** What else its row says, as JSON: `,"id":7`. */
  others?: string;
};

/**
 * The images of folders and single images, in the order given, some at a time.
 * @param outFolder where the rows will stand; their file names are relative to it. Without it they are relative to the
 *   only folder given, or just as given.
 * @param excluded what of folders is left out
 */
export async function* listInputs(
  inputs: readonly string[],
  outFolder: string | undefined,
  signal: AbortSignal,
  excluded?: Exclusion,
): AsyncGenerator<CaptionInput[]> {
  const names = new ImageNames(outFolder);
  for (const input of inputs) {
    const stats = await stat(input).catch((error: unknown) => ({ problem: `${capitalise(explainFileError(error))}.` }));
    if ('problem' in stats) {
      yield [{ path: input, problem: stats.problem }];
    } else if (!stats.isDirectory()) {
      yield [await names.of(input, input)];
    } else {
      for await (const { images, problems } of listFolder(input, { signal, excluded, mostSorted })) {
        const found: CaptionInput[] = [];
        for (const { fileName } of images) {
          const path = join(input, fileName);
          found.push(await names.of(path, inputs.length === 1 ? fileName : toSlashes(path)));
        }
        yield [...found, ...problems.map(({ path, reason }) => ({ path: join(input, path), problem: reason }))];
      }
    }
  }
}

/**
 * The images that arrive on a stream, one a line, as they arrive. Blank lines are none.
 * @param areRows whether a line is an object with the name of the image, instead of a path
 */
export async function* readInputs(
  stream: Readable,
  outFolder: string | undefined,
  signal: AbortSignal,
  areRows = false,
): AsyncGenerator<CaptionInput> {
  const names = new ImageNames(outFolder);
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY, signal })) {
    if (line.trim() === '') continue;
    if (!areRows) {
      yield await names.of(pathOf(line), line);
      continue;
    }
    const { others, ...row } = readInputRow(line);
    const named = 'problem' in row ? { path: line, ...row } : await names.of(pathOf(row.image), row.image);
    yield { ...named, others };
  }
}

/** Spark gives addresses, with percent signs or without. What is there under its own name is taken so. */
function pathOf(line: string): string {
  const plain = line.replace(/^file:(\/\/(localhost)?)?(?=\/)/i, '');
  return plain === line || existsSync(plain) ? plain : pathOfAddress(line);
}

/** How rows name images, relative to the folder in which they stand. */
class ImageNames {
  private root: Promise<string> | undefined;
  /** Images of one folder come together: it is looked at once. */
  private last: { folder: string; real: string } | undefined;

  constructor(private readonly outFolder: string | undefined) {}

  /** @param fileName how the row names it where it stands nowhere */
  async of(path: string, fileName: string): Promise<CaptionInput> {
    if (this.outFolder === undefined) return { path, fileName };
    const root = await (this.root ??= realOf(this.outFolder));
    const place = join(await this.folderOf(path), basename(path));
    if (isInside(root, place)) return { path, fileName: toSlashes(relative(root, place)) };
    return {
      path,
      problem: `It is not in the folder of the --out file (${this.outFolder}), so no row there can name it.`,
    };
  }

  private async folderOf(path: string): Promise<string> {
    const folder = dirname(path);
    if (this.last?.folder !== folder) this.last = { folder, real: await realOf(folder) };
    return this.last.real;
  }
}

function realOf(folder: string): Promise<string> {
  return realpath(folder).catch(() => resolve(folder));
}

function toSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
