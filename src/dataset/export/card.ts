import path from 'node:path';
import type { ExportFormat, ExportPart } from './exportFormat';
import { allExtras, rowLinesOf } from './rowLines';
import { writePieces } from './writeText';

/**
 * A dataset card for Hugging Face's `datasets`, in the folder of the images: `load_dataset(folder)` then has the splits, and neither what
 * is excluded nor what is not decided. The rows of each split stand in a file of their own, which the card names in place of
 * `metadata.jsonl`; as of datasets 5.2.0.
 */
export const card: ExportFormat = {
  images: 'reference',
  onlyInside: true,
  isFlat: true,
  holds: allExtras,
  several: true,
  files: (part) => [{ name: rowsName(part), write: (file) => writePieces(file, rowLinesOf(part)) }],
  fileOfAll: (parts) => ({ name: 'README.md', write: (file) => writePieces(file, [cardText(parts)]) }),
};

function splitOf({ split }: ExportPart): string {
  return split ?? 'train';
}

function rowsName(part: ExportPart): string {
  return `decided-${splitOf(part)}.jsonl`;
}

function cardText(parts: readonly ExportPart[]): string {
  const written = parts.filter(({ images }) => images.length > 0);
  // datasets takes the kind of a dataset from the endings of its files, so that it has to hear of the images, too.
  const used = new Set<string>();
  for (const { images } of written) for (const { name } of images) used.add(path.posix.extname(name));
  const endings = [...used].sort();
  // A text in JSON is one in YAML.
  const list = (values: readonly string[], indent: string): string[] =>
    values.map((value) => `${indent}- ${JSON.stringify(value)}`);
  return `${[
    ...['---', 'task_categories:', '- image-to-text', 'configs:', '- config_name: default'],
    ...['  metadata_filenames:', ...list(written.map(rowsName), '  '), '  data_files:'],
    ...written.flatMap((part) => [
      `  - split: ${splitOf(part)}`,
      '    path:',
      ...list([rowsName(part), ...endings.map((ending) => `**/*${ending}`)], '    '),
    ]),
    ...['---', '', '# Captions of images', ''],
    'What people decided on with Showtell; `metadata.jsonl` may have images, too, that are excluded or not decided.',
    ...['', '    from datasets import load_dataset', '    dataset = load_dataset("FOLDER")', ''],
    ...['| split | images | captions |', '| --- | --- | --- |'],
    ...written.map((part) => {
      let count = 0;
      for (const { captions } of part.images) count += captions.length;
      return `| ${splitOf(part)} | ${part.images.length} | ${count} |`;
    }),
  ].join('\n')}\n`;
}
