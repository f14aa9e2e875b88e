import { basename, resolve } from 'node:path';
import * as z from 'zod';
import {
  engineArguments,
  engineFlags,
  onlyInput,
  pathArgument,
  positiveNumber,
  readCommandLine,
  wholeNumber,
} from './program/commandLine';
import { datasetPath } from './program/datasetPath';
import { UsageError, type Command } from './program/command';
import { bundledModel } from './program/places';
import { showTraining } from './program/trainingMessages';

const help = `showtell train: train a captioner on a dataset

Usage: showtell train TRAIN.jsonl --val VAL.jsonl --out DIR [--resume] [--seed N]

  --val FILE         the dataset that decides which weights are kept
  --out DIR          where the model bundle goes
  --resume           go on from the checkpoint in DIR; the result is that of a run without a break
  --seed N           the same seed gives the same model (default 1)
  --from DIR         go on from this model bundle: its encoder, its vocabulary and its decoder
  --encoder-blocks N with --from: the encoder's last N blocks learn too (6 is good); needs the backend tensorflow
  --self-critical    with --from: learn to write captions that score well (CIDEr-D with BLEU-4 and METEOR), the last step
  --epochs N         times that every image is seen (default 7; 3 with --encoder-blocks, 1 with --self-critical)
  --batch N          images a step (default 16)
  --learning-rate X  the highest learning rate (default 0.0012; 0.0004 with --encoder-blocks, 0.00018 with
                     --self-critical)
  --no-attention     the decoder that sees only the mean of the image, to compare with
  --cache DIR        keep what the encoder makes of the images here, for the next run
  --vocabulary N     pieces of words to learn (default 2500)
  --style NAME       plain: lower case, without the full stop at the end; as-written: as the captions are (default plain)
  --name NAME        what people see as the model's name (default: the name of DIR)
  --encoder DIR      the model bundle, or imported encoder, that looks at the images (default: the bundle that comes with
                     Showtell)
  --backend NAME     auto, onnx, onnx-int8, tensorflow, wasm or cpu (default auto)
  --verbose          show what the engine logs

DIR.log gets the curves: for TensorBoard (tensorboard --logdir DIR.log), and training.csv with a row for each validation.
Ctrl+C keeps the last checkpoint: go on with --resume. The result is printed as one line of JSON.`;

const flags = {
  ...engineFlags,
  val: { type: 'string' },
  out: { type: 'string' },
  resume: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  epochs: { type: 'string' },
  batch: { type: 'string' },
  'learning-rate': { type: 'string' },
  'no-attention': { type: 'boolean', default: false },
  cache: { type: 'string' },
  vocabulary: { type: 'string' },
  style: { type: 'string', default: 'plain' },
  name: { type: 'string' },
  encoder: { type: 'string' },
  from: { type: 'string' },
  'encoder-blocks': { type: 'string' },
  'self-critical': { type: 'boolean', default: false },
} as const;

const schema = z.object({
  ...engineArguments,
  val: pathArgument,
  out: pathArgument,
  resume: z.boolean(),
  seed: wholeNumber(0, 2 ** 31 - 1),
  epochs: wholeNumber(1, 10_000).optional(),
  batch: wholeNumber(1, 512).optional(),
  'learning-rate': positiveNumber(1).optional(),
  'no-attention': z.boolean(),
  cache: pathArgument.optional(),
  vocabulary: wholeNumber(258, 65_536).optional(),
  style: z.enum(['plain', 'as-written'], { error: 'takes plain or as-written' }),
  name: z.string().min(1, { error: 'takes a name' }).optional(),
  encoder: pathArgument.optional(),
  from: pathArgument.optional(),
  'encoder-blocks': wholeNumber(1, 100).optional(),
  'self-critical': z.boolean(),
});

export const train: Command = {
  name: 'train',
  summary: 'train a captioner on a dataset',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const trainPath = await datasetPath(onlyInput(positionals, 'TRAIN.jsonl'));
    const validationPath = await datasetPath(values.val);
    const kind = kindOf(values);
    const engine = context.openEngine(values);
    try {
      const result = await engine.train(
        {
          trainPath: resolve(trainPath),
          validationPath: resolve(validationPath),
          out: resolve(values.out),
          resume: values.resume,
          seed: values.seed,
          epochs: values.epochs,
          imagesPerStep: values.batch,
          learningRate: values['learning-rate'],
          attention: !values['no-attention'],
          cache: values.cache === undefined ? undefined : resolve(values.cache),
          encoder: resolve(values.encoder ?? bundledModel()),
          from: values.from === undefined ? undefined : resolve(values.from),
          kind,
          encoderBlocks: values['encoder-blocks'],
          vocabulary: values.vocabulary,
          style: values.style === 'plain' ? 'plain' : 'asWritten',
          name: values.name ?? basename(resolve(values.out)),
        },
        showTraining(context.messages),
        context.signal,
      );
      context.messages.endProgress();
      await context.results.line(JSON.stringify(result));
      return result.problems.length > 0 ? 1 : 0;
    } catch (error) {
      if (!context.signal.aborted) throw error;
      context.messages.endProgress();
      context.messages.line('Stopped. What was done is kept: the same command with --resume goes on from there.');
      return 130;
    } finally {
      await engine.dispose();
    }
  },
};

/** @throws UsageError if the flags contradict each other */
function kindOf(values: z.infer<typeof schema>): 'likelihood' | 'encoder' | 'selfCritical' {
  const [blocks, selfCritical] = [values['encoder-blocks'] !== undefined, values['self-critical']];
  if (blocks && selfCritical) throw new UsageError('--encoder-blocks and --self-critical are two runs, not one');
  if (values.from === undefined) {
    if (blocks)
      throw new UsageError('--encoder-blocks needs --from: the encoder learns from a decoder that is trained');
    if (selfCritical) throw new UsageError('--self-critical needs --from: it improves a captioner that is trained');
    return 'likelihood';
  }
  if (values.encoder !== undefined) throw new UsageError('--from brings its own encoder: leave --encoder out');
  if (values.vocabulary !== undefined) throw new UsageError('--from brings its own vocabulary: leave --vocabulary out');
  if (values['no-attention']) throw new UsageError('--from brings its own decoder: leave --no-attention out');
  return blocks ? 'encoder' : selfCritical ? 'selfCritical' : 'likelihood';
}
