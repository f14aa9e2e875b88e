import { basename } from 'node:path';
import * as z from 'zod';
import { excludedBy, type Exclusion } from '../dataset/images/exclusion';
import { readDatasetToMend } from '../dataset/document/file';
import { withOneLineEnding } from '../dataset/document/lineEndings';
import { applyMends, writeMended } from '../dataset/document/mend';
import { showUnseenSigns } from '../dataset/text/unseenSigns';
import { firstOfEachKind } from './check/alikeFindings';
import { checkDataset, checkDatasetText } from './check/checkDataset';
import { excludeArgument, excludeFlag, readCommandLine } from './program/commandLine';
import { datasetPath } from './program/datasetPath';
import { UsageError, type Command, type CommandContext } from './program/command';
import type { Finding } from './check/finding';
import { counted } from './program/listed';
import { changesOf, mendsOf } from './check/mendDataset';
import { orAborted } from './program/orAborted';

const help = `showtell check: find what is wrong with a dataset

Usage: showtell check DATASET.jsonl…  [--quick] [--fix] [--json] [--exclude GLOB]…

Looks for lines that are no rows, images that are missing, cut off or outside the folder, captions and names under other keys,
decided rows without a caption, repeated rows, and columns whose type changes (Hugging Face datasets cannot load those). Every
image is decoded, as showtell caption does it; a note says which ones trainers that load with Pillow see otherwise. One problem
a line on stdout: FILE:LINE: REASON; of more than 20 of one kind the others are counted. What is only worth knowing, such as captions
much shorter than the others, goes to stderr.

  --quick        look at the first bytes of each image only: one that is cut off is not found
  --fix          mend what can be mended without a guess: names (own folder, ending, capitals, accents, spaces around them,
                 percent signs; another folder where only one image without a row has the name), the key of names, objects
                 that do not stand on a line each, a comma too many, a row that is there twice letter for letter, NUL bytes
                 (� where something is missing), lines that do not all end alike, UTF-16. Shows what it changes, then writes;
                 the file as it was is kept as DATASET.jsonl.before-fix. Then it checks what there is now.
  --exclude GLOB leave out what of the folder matches where images without a row are looked for; may be given several times
  --json         all problems as JSONL: {"file", "line", "reason"}

Exit status: 0 nothing is wrong, 1 there are problems, 2 wrong usage.`;

const flags = {
  quick: { type: 'boolean', default: false },
  fix: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  ...excludeFlag,
} as const;
const schema = z.object({ quick: z.boolean(), fix: z.boolean(), json: z.boolean(), exclude: excludeArgument });

/** Mending may show what else there is to mend; so often it is looked again. */
const mostRounds = 5;

export const check: Command = {
  name: 'check',
  summary: 'find what is wrong with a dataset: lines, images, columns',
  help,
  async run(args, context) {
    const { results, messages, signal } = context;
    const { values, positionals } = readCommandLine(args, flags, schema);
    if (positionals.length === 0) throw new UsageError('DATASET.jsonl is missing');
    const excluded = excludedBy(values.exclude);
    let problems = 0;
    for (const place of positionals) {
      const file = await datasetPath(place);
      const onProgress = (done: number, total: number): void =>
        messages.progress('check', { done, total, note: `checking the images of ${basename(file)}` });
      if (values.fix) await orAborted(mend(file, context, excluded), signal);
      const report = await orAborted(checkDataset(file, { quick: values.quick, signal, onProgress, excluded }), signal);
      messages.endProgress();
      if (values.json) for (const problem of report.problems) await results.line(asJson(file, problem));
      else for (const line of asTexts(file, report.problems)) await results.line(line);
      problems += report.problems.length;
      for (const note of report.notes) messages.line(asText(file, note));
      messages.line(
        `${file}: ${counted(report.rows, 'row')} of ${counted(report.images, 'image')}, ${counted(report.problems.length, 'problem')}.`,
      );
      const mendable = mendsOf(report.problems).length;
      if (mendable > 0) messages.line(`${file}: ${counted(mendable, 'place')} can be mended with --fix.`);
    }
    return problems > 0 ? 1 : 0;
  },
};

/** Shows what can be mended without a guess, then mends it. */
async function mend(file: string, { messages, signal }: CommandContext, excluded: Exclusion): Promise<void> {
  const { text, wasUtf16 } = await readDatasetToMend(file);
  if (wasUtf16) messages.line(`${file}: UTF-16 text becomes UTF-8, letter for letter.`);
  let mended = withOneLineEnding(text);
  if (mended !== text) {
    const ending = mended.includes('\r\n') ? 'CRLF' : 'LF';
    messages.line(`${file}: all lines end with ${ending}, as most of them do; nothing else changes by that.`);
  }
  for (let round = 0; round < mostRounds; round++) {
    const { problems } = await checkDatasetText(file, mended, {
      quick: true,
      signal,
      excluded,
      onProgress: () => undefined,
    });
    const mends = mendsOf(problems);
    if (mends.length === 0) break;
    for (const { line, before, after } of changesOf(mended, mends)) {
      messages.line(`${file}:${line + 1}:`);
      for (const one of before) messages.line(`- ${one}`);
      for (const one of after) messages.line(`+ ${one}`);
    }
    mended = applyMends(mended, mends);
  }
  if (mended === text && !wasUtf16) return messages.line(`${file}: there is nothing to mend without a guess.`);
  signal.throwIfAborted();
  messages.line(`${file}: mended. As it was, it is in ${await writeMended(file, text, mended)}.`);
}

function asTexts(file: string, problems: readonly Finding[]): string[] {
  const { told, more } = firstOfEachKind(problems);
  const rest = more.map(({ kind, count }) => ({ reason: `${count} more of: ${kind} (--json names each.)` }));
  return [...told, ...rest].map((finding) => asText(file, finding));
}

function asText(file: string, { line, reason }: Finding): string {
  return showUnseenSigns(line === undefined ? `${file}: ${reason}` : `${file}:${line + 1}: ${reason}`);
}

function asJson(file: string, { line, reason }: Finding): string {
  return JSON.stringify({ file, line: line === undefined ? null : line + 1, reason });
}
