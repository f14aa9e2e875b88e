import { basename } from 'node:path';
import * as z from 'zod';
import { checkDataset, type Finding } from './checkDataset';
import { readCommandLine } from './commandLine';
import { UsageError, type Command } from './command';
import { orAborted } from './orAborted';

const help = `showtell check: find what is wrong with a dataset

Usage: showtell check DATASET.jsonl…  [--json]

Looks for lines that are no rows, images that are missing, broken or outside the folder, decided rows without a caption,
repeated rows, and columns whose type changes (Hugging Face datasets cannot load those). One problem a line on stdout:
FILE:LINE: REASON. What is only worth knowing goes to stderr.

  --json         problems as JSONL: {"file", "line", "reason"}

Exit status: 0 nothing is wrong, 1 there are problems, 2 wrong usage.`;

const flags = { json: { type: 'boolean', default: false } } as const;
const schema = z.object({ json: z.boolean() });

export const check: Command = {
  name: 'check',
  summary: 'find what is wrong with a dataset: lines, images, columns',
  help,
  async run(args, { results, messages, signal }) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    if (positionals.length === 0) throw new UsageError('DATASET.jsonl is missing');
    let problems = 0;
    for (const file of positionals) {
      const work = checkDataset(file, signal, (done, total) =>
        messages.progress('check', { done, total, note: `checking the images of ${basename(file)}` }),
      );
      const report = await orAborted(work, signal);
      messages.endProgress();
      for (const problem of report.problems) {
        await results.line(values.json ? asJson(file, problem) : asText(file, problem));
      }
      problems += report.problems.length;
      for (const note of report.notes) messages.line(asText(file, note));
      messages.line(
        `${file}: ${counted(report.rows, 'row')} of ${counted(report.images, 'image')}, ${counted(report.problems.length, 'problem')}.`,
      );
    }
    return problems > 0 ? 1 : 0;
  },
};

function asText(file: string, { line, reason }: Finding): string {
  return line === undefined ? `${file}: ${reason}` : `${file}:${line + 1}: ${reason}`;
}

function asJson(file: string, { line, reason }: Finding): string {
  return JSON.stringify({ file, line: line === undefined ? null : line + 1, reason });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
