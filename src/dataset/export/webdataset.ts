import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import { hashOfFile } from '../files/fileHash';
import { RowFormat } from '../document/otherKeys';
import { rowKeys } from '../rows/row';
import type { ExportFormat, ExportOptions, ExportPart, NamedImage } from './exportFormat';
import { allExtras } from './rowLines';

type Keys = ExportPart['keys'];

/** Images in a file, so that readers can share the files among each other. */
const shardSize = 1_000;

/**
 * Tar files for WebDataset: of each image its file, its caption as `.txt`, and all that is known of it as `.json`. A number is the
 * name of a sample, as readers end it at the first dot, which names of images may have anywhere.
 */
export const webdataset: ExportFormat = {
  images: 'inside',
  holds: allExtras,
  several: true,
  files: ({ folder, images, keys }, { afterImage }) => {
    const stem = folder === '' ? 'captions' : folder.slice(0, -1);
    const shards = Math.max(1, Math.ceil(images.length / shardSize));
    return Array.from({ length: shards }, (_, index) => ({
      name: `${stem}-${String(index).padStart(6, '0')}.tar`,
      write: async (path) => {
        await writeShard(path, images.slice(index * shardSize, (index + 1) * shardSize), keys, afterImage);
        return hashOfFile(path);
      },
    }));
  },
};

async function writeShard(
  path: string,
  images: Iterable<NamedImage>,
  keys: Keys,
  afterImage: ExportOptions['afterImage'],
): Promise<void> {
  const tar = pack();
  await Promise.all([
    pipeline(tar, createWriteStream(path, { flags: 'wx', flush: true })),
    addAll(tar, images, keys, afterImage).catch((error: unknown) =>
      tar.destroy(error instanceof Error ? error : new Error(String(error))),
    ),
  ]);
}

async function addAll(
  tar: Pack,
  images: Iterable<NamedImage>,
  keys: Keys,
  afterImage: ExportOptions['afterImage'],
): Promise<void> {
  const format = new RowFormat(keys);
  for (const { number, fileName, path, captions } of images) {
    const sample = String(number).padStart(9, '0');
    const [{ row, others }] = captions;
    const known = {
      [rowKeys.fileName]: fileName,
      captions: captions.map((caption) => caption.row.text),
      ...{ suggestion: row.suggestion, status: row.status, model: row.model, updated: row.updated },
    };
    await add(tar, `${sample}${endingOf(fileName)}`, await readFile(path));
    await add(tar, `${sample}.txt`, Buffer.from(row.text));
    await add(tar, `${sample}.json`, Buffer.from(format.withOthers(JSON.stringify(known), others)));
    afterImage?.();
  }
  tar.finalize();
}

function add(tar: Pack, name: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry({ name, mtime: new Date(0) }, content, (error) => (error ? reject(error) : resolve()));
  });
}

/** Readers choose a decoder by it, and know one spelling for JPEG. */
function endingOf(fileName: string): string {
  const ending = posix.extname(fileName).toLowerCase();
  return ['.jpeg', '.jpe', '.jfif'].includes(ending) ? '.jpg' : ending;
}
