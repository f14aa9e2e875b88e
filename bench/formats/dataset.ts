import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatRow } from '../../src/dataset/document/edit';

/** Names that share a file: of that many files, each in a folder, all images are made. */
const namesOfFile = 1000;

/** An image, and its caption. */
export interface Captioned {
  fileName: string;
  text: string;
}

/** A folder of images, and the file of its captions. */
export interface Dataset {
  folder: string;
  file: string;
  images: readonly Captioned[];
}

/** Makes a dataset of so many images with a caption each. */
export function makeDataset(folder: string, count: number): Dataset {
  const images = Array.from({ length: count }, (_, at) => ({
    fileName: `part-${Math.floor(at / namesOfFile)}/image-${at}.jpg`,
    text: `caption ${at}: somebody walks "a dog" past the red house, and somebody else looks on`,
  }));
  const photograph = readFileSync(path.join('samples', 'coffee.jpg'));
  let first = '';
  for (const [at, { fileName }] of images.entries()) {
    const image = path.join(folder, fileName);
    if (at % namesOfFile === 0) {
      mkdirSync(path.dirname(image), { recursive: true });
      writeFileSync(image, photograph);
      first = image;
    } else {
      linkSync(first, image);
    }
  }
  const said = { suggestion: 'a dog in the street', status: 'edited', model: 'm' } as const;
  const updated = '2026-01-02T03:04:05.006Z';
  const file = path.join(folder, 'metadata.jsonl');
  const rows = images.map(({ fileName, text }) => `${formatRow({ fileName, text, ...said, updated })}\n`);
  writeFileSync(file, rows.join(''));
  return { folder, file, images };
}
