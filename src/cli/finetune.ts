import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import type { SavedReport } from '../engine/client/client';
import {
  engineArguments,
  engineFlags,
  excludeArgument,
  excludeFlag,
  excludeRules,
  onlyInput,
  pathArgument,
  readCommandLine,
  wholeNumber,
} from './program/commandLine';
import { datasetPath } from './program/datasetPath';
import { UsageError, type Command } from './program/command';
import { bundledModel } from './program/places';
import { showTraining } from './program/trainingMessages';

const help = `showtell finetune: teach the captioner your own captions

Usage: showtell finetune DATASET.jsonl --out DIR [--model DIR] [--seed N] [--resume] [--exclude GLOB]…

Trains on the rows that somebody accepted, edited or wrote, and holds some of them back to see whether it got better.

  --out DIR       where the new model bundle goes; never over the one it begins with
  --model DIR     the model bundle to begin with (default: the one that comes with Showtell)
  --seed N        the same seed gives the same model (default 1)
  --resume        go on with a run that was broken off; it is kept beside --out until it is done
  --exclude GLOB  leave out what of the folder matches where images without a decision are looked for, which the new model
                  must go on captioning as the old one did; may be given several times
  --backend NAME  auto, onnx, onnx-int8, tensorflow, wasm or cpu (default auto)
  --verbose       show what the engine logs

The result, with the figures before and after, is printed as one line of JSON; the model has it as report.json. Lines and images
that are left out are named on stderr; where something is wrong with one, the exit status is 1.`;

const flags = {
  ...engineFlags,
  ...excludeFlag,
  out: { type: 'string' },
  model: { type: 'string' },
  seed: { type: 'string', default: '1' },
  resume: { type: 'boolean', default: false },
} as const;

const schema = z.object({
  ...engineArguments,
  exclude: excludeArgument,
  out: pathArgument,
  model: pathArgument.optional(),
  seed: wholeNumber(0, 2 ** 31 - 1),
  resume: z.boolean(),
});

export const finetune: Command = {
  name: 'finetune',
  summary: 'teach the captioner the captions that you accepted, edited or wrote',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const dataset = await datasetPath(onlyInput(positionals, 'DATASET.jsonl'));
    const baseModel = resolve(values.model ?? bundledModel());
    if (resolve(values.out) === baseModel) throw new UsageError('--out is the model that it begins with');
    const out = resolve(values.out);
    const workFolder = `${out}.checkpoint`;
    const isKept = (): boolean => existsSync(join(workFolder, 'run.json'));
    if (!values.resume && isKept()) {
      throw new UsageError(`${workFolder} holds a run that was broken off. Go on with it with --resume, or delete it`);
    }
    const engine = context.openEngine(values);
    try {
      const result = await engine.fineTune(
        {
          datasetPath: resolve(dataset),
          excluded: excludeRules(values.exclude),
          baseModel,
          out,
          seed: values.seed,
          workFolder,
          resume: values.resume,
        },
        showTraining(context.messages),
        context.signal,
      );
      context.messages.endProgress();
      context.messages.line(tell(result.report));
      await rm(workFolder, { recursive: true, force: true });
      await context.results.line(JSON.stringify(result));
      return result.problems.length > 0 ? 1 : 0;
    } catch (error) {
      if (!context.signal.aborted) throw error;
      context.messages.endProgress();
      context.messages.line(
        isKept()
          ? 'Stopped. No model was written. With --resume it goes on from where it was.'
          : 'Stopped. No model was written, and nothing was learned yet: begin it again.',
      );
      return 130;
    } finally {
      await engine.dispose();
    }
  },
};

function tell({ trainedOn, heldOut, completedImages, before, after, cut, verdict }: SavedReport): string {
  const change = (of: (figures: SavedReport['before']) => number, digits: number): string =>
    `from ${of(before).toFixed(digits)} to ${of(after).toFixed(digits)}`;
  return (
    `Learned from ${trainedOn} images. On ${heldOut} held-out images the loss a word went ${change(({ loss }) => loss, 2)}, ` +
    `CIDEr-D ${change(({ ciderD }) => 100 * ciderD.value, 1)}, and on ${completedImages} of them typing with completion ` +
    `${change(({ completing }) => completing.value, 1)} actions for 100 characters.` +
    (cut > 0 ? ` Too long to be learned to their end were ${cut} captions.` : '') +
    (verdict === 'notBetter' ? ' Nothing was gained.' : '')
  );
}
