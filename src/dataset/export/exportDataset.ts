import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { DatasetLines } from '../document/datasetLines';
import { DatasetFileError } from '../document/file';
import { writeFailure } from '../files/fileError';
import { borrowedCaptions } from './borrowedCaptions';
import { CaptionTally } from './captionTally';
import type { ExportFormat, ExportOptions, ExportPart, LeftOut } from './exportFormat';
import { exportFormats, type ExportFormatName } from './exportFormats';
import { ExportJournal } from './exportJournal';
import { imagesToExport, type Selection } from './imagesToExport';
import { lossesOf, type Losses } from './losses';
import { partsOf } from './exportParts';
import { placedImages, type ImagePlacement } from './placedImages';
import type { SplitRequest } from './splitImages';
import { FileWriter, freeFiles, writtenTogether } from './writeFiles';
import { makeFolder } from '../files/makeFolder';

export interface ExportRequest extends ExportOptions, Selection {
  dataset: string;
  /** What it holds. */
  lines: DatasetLines;
  format: ExportFormatName;
  /** The file, or for formats of many files the folder, to write. */
  out: string;
  /** How the format does it, where nothing is said. */
  placement?: ImagePlacement | undefined;
  splits?: SplitRequest | undefined;
  /** Is called whenever a file is written, or an image was opened for one. */
  progress?: ((done: number, total: number) => void) | undefined;
  signal?: AbortSignal;
}

/** What was written, and what was not. */
export interface ExportReport {
  /** The files with captions, or the folder of all of them; none where there is nothing to export. */
  written: string[];
  images: number;
  /** As many as stand in what was written. */
  captions: number;
  undecided: number;
  excluded: number;
  /** Lines that are no rows, named FILE:LINE, and images that are missing or that the format cannot hold. */
  leftOut: LeftOut[];
  losses: Losses;
  /** How many images each split has. */
  splits: ReadonlyMap<string, number>;
  /** Files of an earlier export that are no part of it any more, and were taken away. */
  gone: string[];
  /** Images beside the export to which trainers give the caption of another. */
  borrowed: string[];
}

/**
 * Writes a dataset in another format. Nothing is written over that an export did not write itself; every file is whole or not there.
 * Where there is nothing to export, what an earlier export wrote stays as it is: the images may be elsewhere for the moment.
 * @throws DatasetFileError if something is in the way, or the name ends as files of another format do; the error of the file system
 */
export async function exportDataset(request: ExportRequest): Promise<ExportReport> {
  const { dataset, lines, format: formatName, out, splits, signal } = request;
  const format: ExportFormat = exportFormats[formatName];
  assertEnding(out, format, formatName);
  const selected = await imagesToExport(lines, path.dirname(path.resolve(dataset)), request);
  const unfit = (await format.leftOut?.(selected.images, request)) ?? [];
  const refused = new Set(unfit.map(({ fileName }) => fileName));
  const images = unfit.length > 0 ? selected.images.filter(({ fileName }) => !refused.has(fileName)) : selected.images;
  const tally = unfit.length > 0 ? CaptionTally.of(images) : selected.tally;
  const name = path.basename(dataset);
  const broken = selected.broken.map(({ line, reason }) => ({ fileName: `${name}:${line + 1}`, reason }));
  const writesAll = format.several || request.allCaptions === true;
  const report = {
    ...{ images: images.length, captions: writesAll ? tally.captions : images.length },
    leftOut: [...broken, ...selected.problems, ...unfit],
    ...{ undecided: selected.undecided, excluded: selected.excluded },
    losses: lossesOf(images, tally, format, request.allCaptions === true),
  };
  if (images.length === 0) return { ...report, written: [], splits: new Map(), gone: [], borrowed: [] };
  const isFolder = format.ending === undefined;
  const root = path.resolve(isFolder ? out : path.dirname(out));
  const placement = format.images === 'inside' ? 'inside' : (request.placement ?? format.images);
  const from = path.dirname(path.resolve(dataset));
  const parts = partsOf(images, format, { out, root, placement, splits, from, keys: tally.keys });
  const steps = { done: 0, total: 0 };
  const step = (): void => {
    signal?.throwIfAborted();
    request.progress?.(++steps.done, steps.total);
  };
  const files = parts.flatMap((part) => format.files(part, { ...request, afterImage: step }));
  if (format.fileOfAll) files.push(format.fileOfAll(parts));
  const work = [...parts.flatMap((part) => placedImages(part, placement)), ...files];
  if (format.onlyInside === true && placement === 'reference') assertInside(parts, root);
  await makeFolder(root).catch((error: unknown) => {
    throw writeFailure(root, error);
  });
  const journal = await ExportJournal.open(root, `${formatName} ${isFolder ? '' : path.basename(out)}`);
  const wanted = await freeFiles(work, root, journal);
  const opensImages = format.images === 'inside' || format.opensImages === true;
  steps.total = wanted.length + (opensImages ? images.length : 0);
  const writer = new FileWriter(root, journal);
  for (const files of writtenTogether(wanted)) {
    signal?.throwIfAborted();
    await writer.write(files);
    files.forEach(step);
  }
  const sidecars = new Set(files.map(({ name }) => name));
  return {
    ...report,
    borrowed: formatName === 'txt' ? await borrowedCaptions(root, sidecars, request.extension) : [],
    written: isFolder ? [out] : parts.map(({ stem }) => path.join(path.dirname(out), `${stem}${format.ending}`)),
    gone: await journal.close(),
    splits: new Map(parts.flatMap(({ split, images: { length } }) => (split === undefined ? [] : [[split, length]]))),
  };
}

/** Who names a file otherwise than the format does would look for it in vain. */
function assertEnding(out: string, { ending }: ExportFormat, name: ExportFormatName): void {
  if (ending === undefined || ['', ending].includes(path.extname(out).toLowerCase())) return;
  throw new DatasetFileError(
    l10n.t(
      '{0} does not end with {1}, as files of the format {2} do. Give it that ending, or choose another format.',
      out,
      ending,
      name,
    ),
  );
}

/** Readers of such a format open nothing outside its folder. */
function assertInside(parts: readonly ExportPart[], root: string): void {
  for (const { images } of parts) {
    for (const { name, path: place } of images) {
      if (!name.startsWith('..') && !path.isAbsolute(name)) continue;
      throw new DatasetFileError(
        l10n.t(
          '{0} is not in {1}, and this format names only images in its own folder. Copy or link them.',
          place,
          root,
        ),
      );
    }
  }
}
