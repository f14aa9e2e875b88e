import { basename, resolve } from 'node:path';
import * as z from 'zod';
import { DatasetFileError } from '../dataset/document/file';
import { lockFileOfAnyName } from '../dataset/files/hardLinks';
import {
  datasetText,
  importInto,
  planImport,
  type ImportPlan,
  type ImportRequest,
} from '../dataset/import/importCaptions';
import { previewed } from '../dataset/import/rowMerge';
import { importFormats, type ImportFormat } from '../dataset/import/importFormats';
import { recogniseFormat } from '../dataset/import/recogniseFormat';
import { linkTarget } from '../dataset/files/linkTarget';
import { onlyInput, pathArgument, readCommandLine } from './program/commandLine';
import type { Command, CommandContext, ExitStatus } from './program/command';
import { counted, listedFirst, mostListed, shownNames } from './program/listed';
import { folderOfOut } from './program/outFolder';

const formats = Object.keys(importFormats) as ImportFormat[];

const help = `showtell import: take captions that other tools wrote into a dataset

Usage: showtell import FILE_OR_FOLDER --out DATASET.jsonl [--from FORMAT] [--as captions|suggestions] [--overwrite] [--dry-run]
                       [--model NAME] [--image-column NAME] [--caption-column NAME] [--extension .ENDING] [--lines]

  --out FILE     the dataset to add rows to, made if it is not there. It stands in the folder of the images or above it.
  --from FORMAT  auto (default), or ${formats.slice(0, 8).join(', ')},
                 ${formats.slice(8).join(', ')}
  --as suggestions
                 machines wrote the captions: they become suggestions, which a person has to accept
  --model NAME   the machine that wrote them (default: the name of the file)
  --overwrite    replace captions that the dataset has. Without it they stay. A suggestion never replaces a caption.
  --dry-run      print the first ${previewed} rows that would be written, say what was found, and write nothing
  --image-column NAME, --caption-column NAME
                 of tables and JSONL, where the name of the image and the caption stand
  --extension E  of a folder of text files, the ending of those to read (default .txt and .caption)
  --lines        of text files, every line is a caption of its own; without it a file is one caption

Captions find their images by name, or by name without ending, whatever folder or machine the file comes from. What finds no
image, more than one, or stands there twice is named on stderr. Exit status: 0 all captions have their image, 1 some have not,
2 wrong usage. docs/import.md has an example of each format.`;

const flags = {
  out: { type: 'string' },
  from: { type: 'string', default: 'auto' },
  as: { type: 'string', default: 'captions' },
  model: { type: 'string' },
  overwrite: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  'image-column': { type: 'string' },
  'caption-column': { type: 'string' },
  extension: { type: 'string' },
  lines: { type: 'boolean', default: false },
} as const;

const name = z.string().min(1, { error: 'takes a name' }).optional();
const schema = z.object({
  out: pathArgument,
  from: z.enum(['auto', ...formats], { error: `takes auto, ${formats.join(', ')}` }),
  as: z.enum(['captions', 'suggestions'], { error: 'takes captions or suggestions' }),
  model: name,
  overwrite: z.boolean(),
  'dry-run': z.boolean(),
  'image-column': name,
  'caption-column': name,
  extension: z
    .string()
    .regex(/^\.[^./\\]+$/, { error: 'takes an ending such as .txt' })
    .optional(),
  lines: z.boolean(),
});

/** `showtell import`. */
export const importCommand: Command = {
  name: 'import',
  summary: 'take captions of other tools into a dataset',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const from = onlyInput(positionals, 'FILE_OR_FOLDER');
    await folderOfOut(values.out);
    const format = values.from === 'auto' ? await recogniseFormat(from) : values.from;
    if (!format) throw new DatasetFileError(`It cannot be told which format ${from} is in. Say it with --from.`);
    const request: Request = {
      ...{ from, format, dataset: values.out, overwrite: values.overwrite, signal: context.signal },
      ...{
        asSuggestions: values.as === 'suggestions',
        model: values.model ?? basename(resolve(from)),
        now: new Date().toISOString(),
        mostTold: mostListed,
      },
      ...{ imageColumn: values['image-column'], captionColumn: values['caption-column'] },
      ...{ extension: values.extension, everyLine: values.lines },
    };
    return values['dry-run'] ? preview(request, context) : write(request, context);
  },
};

/** What is asked for, but for what the dataset holds when its turn comes. */
type Request = Omit<ImportRequest, 'before'>;

async function preview(request: Request, { results, messages }: CommandContext): Promise<ExitStatus> {
  const plan = await planImport({ ...request, before: await datasetText(request.dataset) });
  for (const line of plan.merged.preview) await results.line(line);
  messages.line(`${request.from} (${request.format}): nothing is written, this is what would be.`);
  return tell(request, plan, messages);
}

async function write(request: Request, { messages }: CommandContext): Promise<ExitStatus> {
  const { dataset } = request;
  const lock = await lockFileOfAnyName(await linkTarget(dataset));
  if (!lock) {
    throw new DatasetFileError(
      `Another showtell is adding rows to ${dataset}. Wait until it has ended, then import again.`,
    );
  }
  try {
    const plan = await importInto({ ...request, before: await datasetText(dataset) });
    return tell(request, plan, messages);
  } finally {
    await lock.release();
  }
}

/** How to say what a file does not. */
const ways = {
  image: ' Say with --image-column which one does.',
  caption: ' Say with --caption-column which one has it.',
};

/** Says what became of all that was found. */
function tell(
  { from, format, overwrite }: Request,
  plan: ImportPlan,
  messages: CommandContext['messages'],
): ExitStatus {
  const { merged, problems, withoutImage, unclear, twice, blank, withoutCaption } = plan;
  const lines = [
    ...listedFirst(problems, ({ place, reason, unnamed }) => `${place}: ${reason}${unnamed ? ways[unnamed.part] : ''}`),
    ...listedFirst(withoutImage, ({ place, image }) => `${place}: There is no image for "${image}" in the folder.`),
    ...listedFirst(
      unclear,
      ({ caption: { place, image }, names }) =>
        `${place}: "${image}" may be ${names.slice(0, 3).join(' or ')}. Rename one.`,
    ),
    ...listedFirst(
      twice,
      ({ place, image }) => `${place}: The same caption of "${image}" stood there before; it is taken once.`,
    ),
    ...listedFirst(blank, ({ place, image }) => `${place}: The caption of "${image}" is empty; it is left out.`),
  ];
  for (const line of lines) messages.line(line);
  const { added, replaced, same, kept } = merged;
  if (kept.length > 0) {
    const way = overwrite ? 'a suggestion replaces no caption' : '--overwrite replaces captions';
    messages.line(`${counted(kept.length, 'image')} kept what the dataset has (${shownNames(kept)}): ${way}.`);
  }
  if (withoutCaption.count > 0) {
    messages.line(
      `${counted(withoutCaption.count, 'image')} of the folder ${withoutCaption.count === 1 ? 'has' : 'have'} no caption (${shownNames(withoutCaption.first)}).`,
    );
  }
  const parts = [`${counted(added, 'image')} added`, `${replaced} replaced`];
  if (same > 0) parts.push(`${same} had the same captions already`);
  messages.line(`${from} (${format}): ${parts.join(', ')}.`);
  return problems.count + withoutImage.count + unclear.count > 0 ? 1 : 0;
}
