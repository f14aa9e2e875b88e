import path from 'node:path';
import * as z from 'zod';
import { fineTuneReportSchema } from '../../captioner/training/fineTune/report';
import { explainIssue } from '../../dataset/json/explainIssue';
import { readWholeFile } from '../../dataset/files/wholeFile';

export const fineTuneParamsSchema = z.object({
  datasetPath: z.string(),
  /** What the dataset's file is going to hold; where it holds everything, it is read. */
  rows: z.string().optional(),
  /** What of the dataset's folder is left out where images without a decision are looked for. */
  excluded: z
    .array(
      z.object({ globs: z.array(z.string()), anywhere: z.boolean(), from: z.string(), when: z.string().optional() }),
    )
    .optional(),
  baseModel: z.string(),
  /** Where the new bundle goes. */
  out: z.string(),
  seed: z.int(),
  /** Where the run is saved, so that one that was broken off can go on; only one run at a time may use it. */
  workFolder: z.string(),
  /** Goes on with the rows of the run that is saved there. */
  resume: z.boolean(),
  /** A folder of images to replay captions of beside those of the dataset. */
  samplesFolder: z.string().optional(),
  /** Where the images' features are kept between runs. */
  cache: z.string().optional(),
  /** Fewer steps than the recipe's, for those who cannot wait. */
  steps: z.int().positive().optional(),
});
export type FineTuneParams = z.infer<typeof fineTuneParamsSchema>;

/** The report as it lies beside the model: with the paths of the images. */
export const savedReportSchema = fineTuneReportSchema.extend({
  datasetPath: z.string(),
  base: z.object({ id: z.string(), name: z.string() }),
  rows: z.int(),
  backend: z.string(),
  seconds: z.number(),
  examples: z.array(z.object({ file: z.string(), before: z.string(), after: z.string(), person: z.string() })),
});
export type SavedReport = z.infer<typeof savedReportSchema>;

/** The report's file in the folder of the bundle. */
export const reportFile = 'report.json';

const mostReportBytes = 16 * 1024 * 1024;

/** The report in the folder of a bundle. @throws Error if there is none, or none that can be read */
export async function readSavedReport(directory: string): Promise<SavedReport> {
  const text = (await readWholeFile(path.join(directory, reportFile), mostReportBytes)).toString('utf8');
  const read = savedReportSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(explainIssue(read.error), { cause: read.error });
  return read.data;
}

/** What others may see of a report, and what is believed of theirs: the figures, but no image, caption, word of one or path. */
export function figuresOnly({ datasetPath, ...report }: SavedReport): SavedReport {
  return { ...report, datasetPath: datasetPath.split(/[\\/]/).at(-1) ?? '', examples: [], newWordsNamed: [] };
}

/** The report as it lies in the folder of a bundle. */
export function reportText(report: SavedReport): string {
  return `${JSON.stringify(report, undefined, 1)}\n`;
}

export const fineTuneResultSchema = z.object({
  model: z.object({ id: z.string(), name: z.string(), directory: z.string() }),
  rows: z.int(),
  problems: z.array(z.object({ fileName: z.string(), reason: z.string() })),
  report: savedReportSchema,
});
export type FineTuneResult = z.infer<typeof fineTuneResultSchema>;
