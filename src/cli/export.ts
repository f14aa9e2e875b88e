import * as z from 'zod';
import { defaultPrompt } from '../dataset/export/conversations';
import { exportDataset, type ExportReport, type ExportRequest } from '../dataset/export/exportDataset';
import { exportFormats, type ExportFormatName } from '../dataset/export/exportFormats';
import type { OddCaption } from '../dataset/export/oddCaptions';
import { FileLines } from '../dataset/document/fileLines';
import { splitNames } from '../dataset/export/splitImages';
import { onlyInput, pathArgument, readCommandLine, wholeNumber } from './program/commandLine';
import { datasetPath } from './program/datasetPath';
import { UsageError, type Command, type CommandContext, type ExitStatus } from './program/command';
import { counted, listed, shownNames } from './program/listed';

const formats = Object.keys(exportFormats) as ExportFormatName[];

const help = `showtell export: write a dataset as trainers and other tools read it

Usage: showtell export DATASET.jsonl --to FORMAT --out PATH [--images copy|link|reference] [--splits 80/10/10] [--seed N]
                       [--group-by folder] [--with-undecided] [--with-excluded] [--prompt TEXT] [--extension .ENDING]
                       [--all-captions]

  --to FORMAT    ${formats.slice(0, 7).join(', ')},
                 ${formats.slice(7).join(', ')}
  --out PATH     the file to write; for txt, imagefolder and webdataset the folder,
                 for card that of the dataset
  --images WHAT  copy or link the images into the export, or reference them where they are (default: copy for txt and
                 imagefolder, else reference; parquet, webdataset, openai-chat and trl have them inside)
  --splits A/B/C train, validation and test by these shares (or train and validation by A/B); a file, or a folder, each
  --seed N       another choice of images for the splits (default 0); the same seed always gives the same
  --group-by folder
                 keep the images of a folder in one split
  --with-undecided
                 take suggestions, too, that nobody has looked at
  --with-excluded
                 take excluded images, too, if they have a caption
  --prompt TEXT  for llava, openai-chat and trl (default "${defaultPrompt}") and paligemma (default "caption en")
  --extension E  for txt (default .txt)
  --all-captions for txt and kohya: a line for each caption, of which trainers choose one by chance. Without it, the first.

Writes over no file that it did not write itself: .showtell-export.jsonl beside them says which those are. What an earlier export
into the same place wrote, and this one does not, is taken away. What the format has no place for is named on stderr. Exit status:
0 done, 1 some images could not be exported, or there was none to export, 2 wrong usage. docs/export.md has an example of each
format.`;

const flags = {
  to: { type: 'string' },
  out: { type: 'string' },
  images: { type: 'string' },
  splits: { type: 'string' },
  seed: { type: 'string', default: '0' },
  'group-by': { type: 'string' },
  'with-undecided': { type: 'boolean', default: false },
  'with-excluded': { type: 'boolean', default: false },
  prompt: { type: 'string' },
  extension: { type: 'string' },
  'all-captions': { type: 'boolean', default: false },
} as const;

const schema = z.object({
  to: z.enum(formats, { error: `takes ${formats.join(', ')}` }),
  out: pathArgument,
  images: z.enum(['copy', 'link', 'reference'], { error: 'takes copy, link or reference' }).optional(),
  splits: z
    .string()
    .regex(/^[1-9]\d{0,5}(\/[1-9]\d{0,5}){1,2}$/, { error: 'takes two or three shares such as 80/10/10' })
    .transform((shares) => shares.split('/').map(Number))
    .optional(),
  seed: wholeNumber(0, 2 ** 32),
  'group-by': z.literal('folder', { error: 'takes folder' }).optional(),
  'with-undecided': z.boolean(),
  'with-excluded': z.boolean(),
  prompt: z.string().min(1, { error: 'takes a text' }).optional(),
  extension: z
    .string()
    .regex(/^\.[^./\\]+$/, { error: 'takes an ending such as .caption' })
    .optional(),
  'all-captions': z.boolean(),
});

/** `showtell export`. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'write a dataset as trainers and other tools read it',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const dataset = await datasetPath(onlyInput(positionals, 'DATASET.jsonl'));
    const { splits: shares, seed, images: placement } = values;
    if (values['group-by'] !== undefined && !shares) throw new UsageError('--group-by goes with --splits');
    if (placement && exportFormats[values.to].images === 'inside') {
      throw new UsageError(`--images does not go with ${values.to}: it has the images inside`);
    }
    const lines = await FileLines.open(dataset);
    const request: ExportRequest = {
      ...{ dataset, lines, format: values.to, out: values.out, placement, signal: context.signal },
      ...{ withUndecided: values['with-undecided'], withExcluded: values['with-excluded'] },
      ...{ prompt: values.prompt, extension: values.extension, allCaptions: values['all-captions'] },
      splits: shares && { shares, seed, byFolder: values['group-by'] === 'folder' },
    };
    try {
      return tell(request, await exportDataset(request), context.messages);
    } finally {
      await lines.close();
    }
  },
};

/** What becomes of odd captions. */
const oddTexts: Readonly<Record<OddCaption, (format: string) => string>> = {
  lines: (format) => `Captions of several lines are written on one: ${format} has a line for each.`,
  breaks: () =>
    'Captions with signs that end a line for some readers (a carriage return, a form feed, U+2028 …) have spaces there: scorers would take the rest for another caption.',
  missing: () =>
    'Captions such as NA, None or null are nothing to pandas and datasets, unless they are read with keep_default_na=False.',
  json: () =>
    'Captions that are JSON, such as 7 or true, are no texts to datasets, which looks for JSON in chats; the file has them as they are.',
};

/** Says what was written, and what was not. */
function tell(
  { format, dataset }: ExportRequest,
  report: ExportReport,
  messages: CommandContext['messages'],
): ExitStatus {
  const { leftOut, losses, splits, gone, undecided, excluded, borrowed } = report;
  for (const line of listed(leftOut, ({ fileName, reason }) => `${fileName}: ${reason}`)) messages.line(line);
  if (undecided > 0)
    messages.line(`${counted(undecided, 'image')} without a decision: left out (--with-undecided takes suggestions).`);
  if (excluded > 0) messages.line(`${counted(excluded, 'image')} excluded: left out.`);
  if (losses.keys.length > 0) messages.line(`${format} has no place for ${losses.keys.join(', ')}.`);
  if (losses.severalCaptions > 0) {
    messages.line(
      `${counted(losses.severalCaptions, 'image')} with several captions: only the first is written (--all-captions writes a line each).`,
    );
  }
  for (const odd of losses.odd) messages.line(oddTexts[odd](format));
  if (losses.renamed > 0) {
    messages.line(
      `${counted(losses.renamed, 'image')} in folders that readers take for splits: their names have __ in place of /.`,
    );
  }
  if (borrowed.length > 0) {
    messages.line(
      `${counted(borrowed.length, 'image')} without a caption (${shownNames(borrowed)}): sd-scripts takes that of another image, whose name is the beginning of theirs. Caption or move them.`,
    );
  }
  if (gone.length > 0)
    messages.line(`${counted(gone.length, 'file')} of an earlier export removed, as they are no part of it now.`);
  for (const [split, count] of splits) {
    if (count === 0)
      messages.line(`The split ${split} has no image: there are too few, or their folders are too large.`);
  }
  if (report.images === 0) {
    messages.line(`No image of ${dataset} has a caption that could be exported, so nothing is written.`);
    return 1;
  }
  const shares = splitNames.filter((name) => splits.has(name)).map((name) => `${name} ${splits.get(name)}`);
  const inSplits = shares.length > 0 ? ` (${shares.join(', ')})` : '';
  messages.line(
    `${report.written.join(', ')} (${format}): ${counted(report.captions, 'caption')} of ${counted(report.images, 'image')}${inSplits}.`,
  );
  return leftOut.length > 0 ? 1 : 0;
}
