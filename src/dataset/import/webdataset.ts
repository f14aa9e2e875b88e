import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import * as l10n from '@vscode/l10n';
import { extract } from 'tar-stream';
import * as z from 'zod';
import { DatasetFileError } from '../document/file';
import { explainFileError } from '../files/fileError';
import { imageExtensions } from '../images/imageNames';
import { compareFileNames } from '../images/naturalOrder';
import { openFile } from '../files/openFile';
import type { Imported, ReadingOptions } from './importedCaption';
import { readableStats } from './readText';
import { captionsOfRow } from './rowLines';

/** What is longer is no caption; a tar can hold a file of any size. In bytes. */
const longestText = 4 * 2 ** 20;

/** What a shard has of a sample: the texts under their endings, and the ending of the image. */
interface Sample {
  key: string;
  texts: Map<string, string>;
  /** Endings of texts that are too long to be read. */
  tooLong: string[];
  imageEnding: string;
}

const textEndings = ['.json', '.txt', '.caption'];
const rowSchema = z.record(z.string(), z.unknown());

/**
 * Tar files for WebDataset, one or a folder of them: of each sample what its `.json` says, or the caption of its `.txt`. An image that
 * the `.json` does not name has the name of its sample.
 */
export async function* readWebdataset(from: string, options: ReadingOptions): AsyncGenerator<Imported> {
  const isFolder = (await readableStats(from)).isDirectory();
  const names = isFolder ? (await readdir(from)).filter((name) => name.endsWith('.tar')).sort(compareFileNames) : [];
  for (const file of isFolder ? names.map((name) => path.join(from, name)) : [from])
    for await (const sample of samplesOf(file)) yield* captionsOfSample(sample, `${file}: ${sample.key}`, options);
}

async function* samplesOf(file: string): AsyncGenerator<Sample> {
  let sample: Sample | undefined;
  try {
    const opened = await openFile(file);
    const tar = extract();
    // What ends it comes out of the tar, too; here it is only heard.
    const reading = pipeline(opened.file.createReadStream(), tar).catch((error: unknown) => error);
    for await (const entry of tar) {
      const { key, ending } = partsOf(entry.header.name);
      if (entry.header.type !== 'file') {
        entry.resume();
        continue;
      }
      if (sample?.key !== key) {
        if (sample) yield sample;
        sample = { key, texts: new Map(), tooLong: [], imageEnding: '' };
      }
      const isText = textEndings.includes(ending);
      const isTooLong = isText && (entry.header.size ?? 0) > longestText;
      if (isTooLong) sample.tooLong.push(ending);
      if (isText && !isTooLong) sample.texts.set(ending, await text(entry));
      else entry.resume();
      if (imageExtensions.includes(ending)) sample.imageEnding = ending;
    }
    const problem = await reading;
    if (problem instanceof Error) throw problem;
  } catch (error) {
    const reason = explainFileError(error);
    throw new DatasetFileError(l10n.t('{0} is no tar file that can be read: {1}.', file, reason), { cause: error });
  }
  if (sample) yield sample;
}

/** WebDataset ends the key of a sample at the first dot of its name. */
function partsOf(name: string): { key: string; ending: string } {
  const { dir, base } = path.posix.parse(name);
  const dot = base.indexOf('.');
  const stem = dot < 0 ? base : base.slice(0, dot);
  return { key: dir === '' ? stem : `${dir}/${stem}`, ending: dot < 0 ? '' : base.slice(dot).toLowerCase() };
}

function* captionsOfSample(
  { key, texts, tooLong, imageEnding }: Sample,
  place: string,
  options: ReadingOptions,
): Generator<Imported> {
  for (const ending of tooLong)
    yield {
      place: place + ending,
      reason: l10n.t('It is larger than {0} MB, so it is no caption.', longestText / 2 ** 20),
    };
  if (tooLong.length > 0 && texts.size === 0) return;
  const row = rowOf(texts.get('.json'));
  const caption = texts.get('.txt') ?? texts.get('.caption');
  yield* captionsOfRow(
    {
      ...(row.captions === undefined && caption !== undefined && { text: caption }),
      ...{ file_name: key + imageEnding, ...row },
    },
    place,
    options,
  );
}

/** What else a sample says; nothing where that is no object. */
function rowOf(json: string | undefined): Record<string, unknown> {
  if (json === undefined) return {};
  try {
    return rowSchema.safeParse(JSON.parse(json)).data ?? {};
  } catch {
    return {}; // its caption may be beside it
  }
}
