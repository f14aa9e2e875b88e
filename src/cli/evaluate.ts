import { resolve } from 'node:path';
import * as z from 'zod';
import {
  engineArguments,
  engineFlags,
  onlyInput,
  pathArgument,
  readCommandLine,
  wholeNumber,
} from './program/commandLine';
import { datasetPath } from './program/datasetPath';
import { UsageError, type Command } from './program/command';
import type { EvaluationResult } from '../engine/client/client';
import { compareCaptionFiles } from './comparison/compareCaptionFiles';
import { bundledModel } from './program/places';
import { tellProblems } from './program/tellProblems';
import { showTraining } from './program/trainingMessages';

const help = `showtell evaluate: compare what the captioner says with what people wrote

Usage: showtell evaluate DATASET.jsonl [--effort [--learn-every N]] [--images N] [--model DIR] [--beam N] [--json]
       showtell evaluate DATASET.jsonl --captions FILE.jsonl… [--json]

Captions every image of the dataset and scores it against the captions that it has there: BLEU-1 to 4, ROUGE-L and
CIDEr-D, times 100, on words in lower case without punctuation. Beside the scores stands how varied the captions are: a
captioner that plays to the scores says the same of many images, or repeats itself. Where a script puts no space between
words, they are counted as Intl.Segmenter tells them apart, and that is said below the figures.

With --effort it also simulates a person who captions the images: how many keystrokes and clicks 100 characters take
that person when correcting a suggestion that stays as it is, and when what follows is proposed anew after every
character. In the editor a click in front of what is wrong brings a new proposal, too. They want the caption that is
nearest to the first suggestion, in lower case without punctuation.

With --captions it scores captions that any other captioner made, in place of this one's; given several times, it sets
them side by side, on the images that all of them have captioned, and shows those on which they differ most. A FILE has a
line of JSON for each image, with file_name as in the dataset and the caption as text or caption.

  --effort        simulate the typing too
  --learn-every N fine-tune on what was written after every N images, too, and go on with the new model where it is
                  better; of 1,000 images with --learn-every 100 that takes about half an hour
  --images N      only the first N images
  --captions FILE captions to score in place of the model's; may be given several times
  --model DIR     the model bundle (default: the one that comes with Showtell)
  --beam N        captions to follow at a time, 1 to 20 (default 5)
  --json          one line of JSON: the figures not multiplied, the caption of each image
  --backend NAME  auto, onnx, onnx-int8, tensorflow, wasm or cpu (default auto)
  --verbose       show what the engine logs`;

const flags = {
  ...engineFlags,
  model: { type: 'string' },
  beam: { type: 'string' },
  effort: { type: 'boolean', default: false },
  'learn-every': { type: 'string' },
  images: { type: 'string' },
  captions: { type: 'string', multiple: true, default: [] as string[] },
  json: { type: 'boolean', default: false },
} as const;

const schema = z.object({
  ...engineArguments,
  model: pathArgument.optional(),
  beam: wholeNumber(1, 20).optional(),
  effort: z.boolean(),
  'learn-every': wholeNumber(8, 1_000_000).optional(),
  images: wholeNumber(1, 1_000_000).optional(),
  captions: z.array(pathArgument),
  json: z.boolean(),
});

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'compare suggestions with the captions of a dataset',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const dataset = await datasetPath(onlyInput(positionals, 'DATASET.jsonl'));
    const learnEvery = values['learn-every'];
    if (learnEvery !== undefined && !values.effort) throw new UsageError('--learn-every needs --effort');
    if (values.captions.length > 0) {
      for (const flag of ['effort', 'images', 'model', 'beam'] as const)
        if (values[flag] !== undefined && values[flag] !== false)
          throw new UsageError(`--${flag} is for this captioner's own captions, and --captions for those of others`);
      return compareCaptionFiles(dataset, values.captions, values.json, context);
    }
    const engine = context.openEngine(values);
    try {
      const result = await engine.evaluate(
        {
          datasetPath: resolve(dataset),
          model: resolve(values.model ?? bundledModel()),
          beam: values.beam,
          images: values.images,
          effort: values.effort,
          learnEvery,
        },
        showTraining(context.messages),
        context.signal,
      );
      const status = tellProblems(result, context);
      await context.results.line(values.json ? JSON.stringify(result) : asTable(result));
      return status;
    } finally {
      context.messages.endProgress();
      await engine.dispose();
    }
  },
};

const countedWords =
  'Where a script puts no space between words, they are counted as Intl.Segmenter tells them apart: figures of tools that\n' +
  'cut such captions otherwise cannot be compared.';

type Effort = NonNullable<EvaluationResult['effort']>;

function asTable({ images, scores, variety, cut, spaceless, effort, effortLearning }: EvaluationResult): string {
  const figures: [string, number | null][] = [
    ['BLEU-1', scores.bleu1],
    ['BLEU-2', scores.bleu2],
    ['BLEU-3', scores.bleu3],
    ['BLEU-4', scores.bleu4],
    ['ROUGE-L', scores.rougeL],
    ['CIDEr-D', scores.ciderD],
  ];
  const lines = figures.map(
    ([name, value]) => `${name.padEnd(8)} ${(value === null ? '–' : (value * 100).toFixed(1)).padStart(6)}`,
  );
  const sections = [[`images   ${String(images).padStart(6)}`, ...lines], varietyLines(variety, cut)];
  const why = whyNothing(scores);
  if (why.length > 0) sections.push(why);
  if (spaceless) sections.push([countedWords]);
  if (effort) sections.push(effortLines(effort, effortLearning));
  return sections.map((section) => section.join('\n')).join('\n\n');
}

/** What a figure that tells nothing comes from. */
function whyNothing({ bleu4, ciderD }: EvaluationResult['scores']): string[] {
  const why: string[] = [];
  if (bleu4 < 0.0005) why.push('BLEU-4 is 0: no four words in a row are as somebody wrote them.');
  if (ciderD === null)
    why.push('There is no CIDEr-D of one image: it weighs words by how few images they are said of.');
  return why;
}

function varietyLines(variety: EvaluationResult['variety'], cut: number): string[] {
  const figures: [string, string][] = [
    ['words a caption', variety.words.toFixed(1)],
    ['different captions', String(variety.distinct)],
    ['different words', String(variety.vocabulary)],
    ['captions that say two words twice', String(variety.repeatedBigrams)],
    ['captions that say three words twice', String(variety.repeatedTrigrams)],
    ['captions cut before their end', String(cut)],
  ];
  return figures.map(([name, value]) => `${name.padEnd(36)} ${value.padStart(6)}`);
}

function effortLines(effort: Effort, learning: Effort | undefined): string[] {
  const modes: [string, number][] = [
    ['typing everything', effort.typing],
    ['correcting the suggestion', effort.fixedSuggestion],
    ['with completion', effort.completion],
    ['in the editor', effort.editor],
  ];
  if (learning) {
    modes.push(['with completion, learning', learning.completion]);
    modes.push(['in the editor, learning', learning.editor]);
  }
  return [
    'keystrokes and clicks for 100 characters',
    ...modes.map(([name, value]) => `${name.padEnd(25)} ${value.toFixed(1).padStart(6)}`),
  ];
}
