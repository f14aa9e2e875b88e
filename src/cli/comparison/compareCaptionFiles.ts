import path from 'node:path';
import { trainableCaptions, type CaptionedImage } from '../../dataset/document/captions';
import { lineProblems } from '../../dataset/document/document';
import { readDatasetFile } from '../../dataset/document/file';
import { imageKey } from '../../dataset/images/fileName';
import { compareCaptions } from '../../captioner/evaluation/compareCaptions';
import type { CommandContext, ExitStatus } from '../program/command';
import { comparisonObject, comparisonTable, type ComparedImage } from './comparisonTable';
import { tellProblems } from '../program/tellProblems';

/** Images without a caption that are named. */
const mostNamed = 5;

/**
 * Scores captions that other captioners made against a dataset, all of them on the images that each has captioned.
 * @param files JSONL with a caption for each image, a file a captioner
 * @throws Error if a file cannot be read, or if they have no image in common
 */
export async function compareCaptionFiles(
  dataset: string,
  files: readonly string[],
  asJson: boolean,
  context: CommandContext,
): Promise<ExitStatus> {
  const problems: { fileName: string; reason: string }[] = [];
  const people = await readCaptions(dataset, problems);
  const captioners: Map<string, CaptionedImage>[] = [];
  for (const file of files) captioners.push(await readCaptions(file, problems));
  for (const [at, captioner] of captioners.entries()) tellMissing(files[at], captioner, people, context);

  const images = [...people].flatMap(([key, { fileName, captions: references }]): ComparedImage[] => {
    const captions = captioners.flatMap((captioner) => captioner.get(key)?.captions[0] ?? []);
    return captions.length === captioners.length ? [{ fileName, references, captions }] : [];
  });
  if (images.length === 0) {
    throw new Error(
      `There is no image that both ${dataset} and ${files.join(', ')} have a caption of. They are told apart by file_name, relative to the folder of the dataset.`,
    );
  }
  const comparison = compareCaptions(
    captioners.map((_, at) => images.map(({ captions }) => captions[at])),
    images.map(({ references }) => references),
  );
  await context.results.line(
    asJson ? JSON.stringify(comparisonObject(files, images, comparison)) : comparisonTable(files, images, comparison),
  );
  return tellProblems({ problems }, context);
}

/** The images of a file with their captions, by the key of their name; lines that are no rows are problems. */
async function readCaptions(
  file: string,
  problems: { fileName: string; reason: string }[],
): Promise<Map<string, CaptionedImage>> {
  const { lines } = await readDatasetFile(file);
  for (const { line, reason } of lineProblems(lines))
    problems.push({ fileName: `${path.basename(file)}:${line + 1}`, reason });
  return new Map(trainableCaptions(lines, 'all').map((image) => [imageKey(image.fileName), image]));
}

function tellMissing(
  file: string,
  captioner: ReadonlyMap<string, CaptionedImage>,
  people: ReadonlyMap<string, CaptionedImage>,
  { messages }: CommandContext,
): void {
  const name = path.basename(file);
  const without = [...people].flatMap(([key, { fileName }]) => (captioner.has(key) ? [] : [fileName]));
  if (without.length > 0) messages.line(`Not compared, as ${name} has no caption of them: ${named(without)}.`);
  const unknown = [...captioner].flatMap(([key, { fileName }]) => (people.has(key) ? [] : [fileName]));
  if (unknown.length > 0) messages.line(`Not compared, as the dataset has no caption of them: ${named(unknown)}.`);
  const several = [...captioner.values()].filter(({ captions }) => captions.length > 1);
  if (several.length > 0)
    messages.line(`${name} has several captions of some images (${several.length}): the first of each is compared.`);
}

function named(fileNames: readonly string[]): string {
  const shown = fileNames.slice(0, mostNamed).join(', ');
  return fileNames.length > mostNamed ? `${shown} and ${fileNames.length - mostNamed} more` : shown;
}
