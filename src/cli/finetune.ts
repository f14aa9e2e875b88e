import { resolve } from 'node:path';
import * as z from 'zod';
import { engineArguments, engineFlags, onlyInput, pathArgument, readCommandLine, wholeNumber } from './commandLine';
import { UsageError, type Command } from './command';
import { bundledModel } from './places';
import { showTraining } from './trainingMessages';

const help = `showtell finetune: teach the captioner your own captions

Usage: showtell finetune DATASET.jsonl --out DIR [--model DIR] [--seed N]

Trains on the rows that somebody accepted, edited or wrote, and holds some of them back to see whether it got better.

  --out DIR       where the new model bundle goes; never over the one it begins with
  --model DIR     the model bundle to begin with (default: the one that comes with Showtell)
  --seed N        the same seed gives the same model (default 1)
  --backend NAME  auto, tensorflow, wasm or cpu (default auto)
  --verbose       show what the engine logs

The result, with the figures before and after, is printed as one line of JSON.`;

const flags = {
  ...engineFlags,
  out: { type: 'string' },
  model: { type: 'string' },
  seed: { type: 'string', default: '1' },
} as const;

const schema = z.object({
  ...engineArguments,
  out: pathArgument,
  model: pathArgument.optional(),
  seed: wholeNumber(0, 2 ** 31 - 1),
});

export const finetune: Command = {
  name: 'finetune',
  summary: 'teach the captioner the captions that you accepted, edited or wrote',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const dataset = onlyInput(positionals, 'DATASET.jsonl');
    const baseModel = resolve(values.model ?? bundledModel());
    if (resolve(values.out) === baseModel) throw new UsageError('--out is the model that it begins with');
    const engine = context.openEngine(values);
    try {
      const result = await engine.fineTune(
        { datasetPath: resolve(dataset), baseModel, out: resolve(values.out), seed: values.seed },
        showTraining(context.messages),
        context.signal,
      );
      context.messages.endProgress();
      context.messages.line(
        `Trained on ${result.rows} rows. On ${result.heldOut} held-out images the loss went from ` +
          `${result.lossBefore.toFixed(3)} to ${result.lossAfter.toFixed(3)}.`,
      );
      await context.results.line(JSON.stringify(result));
      return 0;
    } catch (error) {
      if (!context.signal.aborted) throw error;
      context.messages.endProgress();
      context.messages.line('Stopped. No model was written.');
      return 130;
    } finally {
      await engine.dispose();
    }
  },
};
