import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import { reliabilityDiagram } from '../captioner/calibration/reliabilityDiagram';
import type { Reliability } from '../captioner/calibration/reliability';
import type { CalibrationResult } from '../engine/protocol/calibrationProtocol';
import type { Command } from './program/command';
import { engineArguments, engineFlags, onlyInput, pathArgument, readCommandLine } from './program/commandLine';
import { datasetPath } from './program/datasetPath';
import { tellProblems } from './program/tellProblems';
import { showTraining } from './program/trainingMessages';

const help = `showtell calibrate: make a model's percentages mean what they say

Usage: showtell calibrate DATASET.jsonl --model DIR [--measure] [--diagram FILE.svg] [--json]

Captions the images of a dataset that the model was not trained on, and compares how sure it is with how right it is: a word
is right if somebody wrote it of the same image. What it learns goes into the model's model.json, in place of what was there;
its captions and its id stay. showtell train does this at its end, with --val.

Printed are the expected calibration error before and after, each half of the images measured with what was learnt on the
other, and how good (CIDEr-D) the captions are that it is least and most sure of.

  --model DIR         the model bundle
  --measure           measure only: the model stays as it is
  --diagram FILE.svg  draw the reliability diagrams
  --json              one line of JSON: figures and bins, not multiplied
  --cache DIR         keep what the encoder makes of the images here, for the next run
  --backend NAME      auto, onnx, onnx-int8, tensorflow, wasm or cpu (default auto)
  --verbose           show what the engine logs`;

const flags = {
  ...engineFlags,
  model: { type: 'string' },
  measure: { type: 'boolean', default: false },
  diagram: { type: 'string' },
  json: { type: 'boolean', default: false },
  cache: { type: 'string' },
} as const;

const schema = z.object({
  ...engineArguments,
  model: pathArgument,
  measure: z.boolean(),
  diagram: pathArgument.optional(),
  json: z.boolean(),
  cache: pathArgument.optional(),
});

export const calibrate: Command = {
  name: 'calibrate',
  summary: "make a model's percentages mean what they say",
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const dataset = await datasetPath(onlyInput(positionals, 'DATASET.jsonl'));
    const engine = context.openEngine(values);
    try {
      const result = await engine.calibrate(
        {
          datasetPath: resolve(dataset),
          model: resolve(values.model),
          write: !values.measure,
          cache: values.cache === undefined ? undefined : resolve(values.cache),
        },
        showTraining(context.messages),
        context.signal,
      );
      const status = tellProblems(result, context);
      if (values.diagram !== undefined) await writeFile(values.diagram, reliabilityDiagram(result));
      await context.results.line(values.json ? JSON.stringify(result) : asTable(result));
      return status;
    } finally {
      context.messages.endProgress();
      await engine.dispose();
    }
  },
};

function asTable({ images, words, captions, tenths }: CalibrationResult): string {
  const errors = (name: string, { before, after }: CalibrationResult['words']): string =>
    `${name.padEnd(9)}${percent(before.error)}${percent(after.error)}`;
  const cider = tenths.map((value) => (100 * value).toFixed(0).padStart(4)).join('');
  return [
    `images ${images}`,
    '',
    'expected calibration error, %',
    '          before   after',
    errors('words', words),
    errors('captions', captions),
    '',
    'words, calibrated',
    ...binRows(words.after),
    '',
    'captions, calibrated',
    ...binRows(captions.after),
    '',
    'CIDEr-D of each tenth of the images, from the least sure to the surest',
    cider,
  ].join('\n');
}

function binRows({ bins }: Reliability): string[] {
  const rows = bins.flatMap(({ count, confidence, accuracy }, at) =>
    count === 0
      ? []
      : [
          `${`${at * 10}-${at * 10 + 10}`.padEnd(9)}${String(count).padStart(8)}${percent(confidence)}${percent(accuracy)}`,
        ],
  );
  return ['sure, %     count    mean   right', ...rows];
}

function percent(value: number): string {
  return (100 * value).toFixed(1).padStart(8);
}
