import * as z from 'zod';
import { excludedBy } from '../dataset/images/exclusion';
import { listInputs, readInputs, type CaptionInput } from './captioning/captionInputs';
import { captionAll, imagesAtOnce, type CaptionRun } from './captioning/captionRun';
import {
  engineArguments,
  engineFlags,
  excludeArgument,
  excludeFlag,
  pathArgument,
  readCommandLine,
  wholeNumber,
} from './program/commandLine';
import { UsageError, type Command, type CommandContext, type ExitStatus } from './program/command';
import { FailureFile } from './captioning/failureFile';
import { readFailureLimit } from './captioning/failureLimit';
import { ListedInputs } from './captioning/listedInputs';
import { folderOfOut } from './program/outFolder';
import { RowFile } from './captioning/rowFile';
import { beginShard, belongsTo, finishShard, readShard, type Shard } from './captioning/shard';

const help = `showtell caption: suggest a caption for every image

Usage: showtell caption FOLDER | IMAGE… | -  [--out FILE] [--model DIR] [--beam N] [--backend NAME] [--attention]
                 [--exclude GLOB]… [--jsonl] [--shard I/N] [--failures FILE] [--max-failures N|P%] [--progress json]

  FOLDER         all its images, subfolders included; not those of hidden folders and of folders that systems make
                 (@eaDir, #recycle, __MACOSX …)
  -              paths from standard input, one a line, or file: addresses as Spark has them; each is answered with a row,
                 in order, as soon as it is known. Its key "problem" is empty, but for an image that fails: there "text" is.
  --jsonl        lines of standard input are objects that name the image ("file_name", "image", "path" …); what else stands
                 in them, such as an id, stands in the row as it was
  --out FILE     add the rows to this JSONL file instead of printing them. Images that have a row there are skipped, so
                 running the same command again goes on where it was stopped. FILE must be in the folder of the images
                 or above it.
  --model DIR    the model bundle (default: the one that comes with Showtell)
  --beam N       captions to follow at a time, 1 to 20 (default 5)
  --backend NAME auto, onnx, onnx-int8, tensorflow, wasm or cpu (default auto)
  --threads N    threads that decode images beside the one that computes (default 4); fewer where many processes share a
                 machine
  --attention    add where the captioner looked: "words" with their probability and a weight for each location of
                 "grid" (rows, columns). Not with --out.
  --exclude GLOB leave out what of the folder matches; may be given several times
  --verbose      show what the engine logs

For many processes (docs/clusters.md):
  --shard I/N    only the images of shard I, 1 to N, told by their names; auto takes I and N from Slurm (array or steps) or
                 Ray (RANK and WORLD_SIZE). With --out, FILE.shard says which shard FILE has, and another one is refused;
                 showtell merge puts them together.
  --failures FILE
                 keep a list of the images that fail, as JSONL. Those in it are not tried again
  --retry-failed … but with this they are
  --max-failures N|P%
                 the exit status is 0 up to so many failed images (default 0). Past a number it gives up at once with
                 status 3; a percentage is looked at in the end.
  --progress json
                 standard error has a line of JSON for each message, and once a second for how far it is

Rows have the status "suggested". Images that fail are named on stderr, and the exit status is 1. So are those whose caption
does not come to its end, as the model writes no more pieces of words; that is no failure.
Exit status: 0 done, 1 images failed, 2 wrong usage, 3 given up by --max-failures, 130 stopped by Ctrl+C, 143 by SIGTERM,
129 by SIGHUP, 141 nobody reads the results any more.`;

const flags = {
  ...engineFlags,
  out: { type: 'string' },
  model: { type: 'string' },
  beam: { type: 'string' },
  threads: { type: 'string' },
  attention: { type: 'boolean', default: false },
  jsonl: { type: 'boolean', default: false },
  shard: { type: 'string' },
  failures: { type: 'string' },
  'retry-failed': { type: 'boolean', default: false },
  'max-failures': { type: 'string', default: '0' },
  progress: { type: 'string', default: 'text' },
  ...excludeFlag,
} as const;

const schema = z.object({
  ...engineArguments,
  out: pathArgument.optional(),
  model: pathArgument.optional(),
  beam: wholeNumber(1, 20).optional(),
  threads: wholeNumber(1, 1024).optional(),
  attention: z.boolean(),
  jsonl: z.boolean(),
  shard: z.string().optional(),
  failures: pathArgument.optional(),
  'retry-failed': z.boolean(),
  'max-failures': z.string(),
  progress: z.enum(['text', 'json'], { error: 'takes text or json' }),
  exclude: excludeArgument,
});
type Values = z.infer<typeof schema>;

export const caption: Command = {
  name: 'caption',
  summary: 'suggest captions for a folder or for single images',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    assertGoTogether(values, positionals);
    const limit = values['max-failures'] === '0' ? undefined : readFailureLimit(values['max-failures']);
    const shard = values.shard === undefined ? undefined : readShard(values.shard, process.env);
    const outFolder = values.out === undefined ? undefined : await folderOfOut(values.out);
    if (values.progress === 'json') context.messages.useJson();
    const rows = values.out === undefined ? undefined : await RowFile.open(values.out);
    const file = values.failures === undefined ? undefined : await FailureFile.open(values.failures);
    try {
      if (shard && values.out !== undefined) await beginShard(values.out, shard);
      const inputs = inputsOf(values, positionals, outFolder, shard, context);
      const failures = file && { file, isRetry: values['retry-failed'] };
      const run = { ...inputs, ...values, rows, failures, limit, isStream: positionals.includes('-') };
      return await captionWithEngine(run, values, shard, context);
    } finally {
      await file?.close();
      await rows?.close();
    }
  },
};

function assertGoTogether(values: Values, positionals: readonly string[]): void {
  const isStream = positionals.includes('-');
  if (positionals.length === 0) throw new UsageError('a folder, images or - is missing');
  if (isStream && positionals.length > 1) throw new UsageError('- stands alone');
  if (values.out !== undefined && values.attention) throw new UsageError('--attention does not go with --out');
  if (values.jsonl && !isStream) throw new UsageError('--jsonl is about standard input: it goes with -');
  if (values.shard !== undefined && isStream)
    throw new UsageError('--shard does not go with -: every line is answered');
  if (values['retry-failed'] && values.failures === undefined) throw new UsageError('--retry-failed needs --failures');
}

function inputsOf(
  { jsonl, exclude }: Values,
  positionals: readonly string[],
  outFolder: string | undefined,
  shard: Shard | undefined,
  { input, signal }: CommandContext,
): Pick<CaptionRun, 'inputs' | 'total'> {
  if (positionals.includes('-')) {
    return { inputs: readInputs(input, outFolder, signal, jsonl), total: () => undefined };
  }
  const listed = listInputs(positionals, outFolder, signal, excludedBy(exclude));
  const inputs = new ListedInputs(shard ? ofShard(listed, shard) : listed, imagesAtOnce);
  return { inputs, total: () => inputs.total };
}

/** What cannot be captioned is told by one of the shards. */
async function* ofShard(listed: AsyncIterable<CaptionInput[]>, shard: Shard): AsyncGenerator<CaptionInput[]> {
  for await (const portion of listed) {
    yield portion.filter((input) => belongsTo(shard, 'fileName' in input ? input.fileName : input.path));
  }
}

async function captionWithEngine(
  run: CaptionRun,
  values: Values,
  shard: Shard | undefined,
  context: CommandContext,
): Promise<ExitStatus> {
  const engine = context.openEngine({ ...values, onlySuggests: true });
  try {
    const { status, failed } = await captionAll(run, engine, context);
    if (shard && values.out !== undefined && status < 2) await finishShard(values.out, shard, failed);
    return status;
  } finally {
    await engine.dispose();
  }
}
