/**
 * How many keys one wrong word of a caption that is right otherwise takes, beyond its letters: those that box it, and Enter.
 *
 *   npm run bench -- oneWord VAL.jsonl [IMAGES]
 *
 * Of the model's suggestions, a word is wrong that is in none of a person's captions of the image, and is no article, preposition
 * or the like. `oneWrong` has the suggestions with one such word, `allWrong` each such word of all; compared with → and ← alone,
 * in the same run. A click on the word and Enter are two. Prints one JSON line.
 */
import path from 'node:path';
import * as z from 'zod';
import { Captioner } from '../src/captioner/captioner';
import { keysToWord, wordKeys, type WordKey } from '../src/captioner/evaluation/keysToWord';
import { toEffortForm } from '../src/captioner/evaluation/effortForm';
import { functionWords } from '../src/captioner/statistics/functionWords';
import { useBackend } from '../src/engine/backends/backends';
import { withModelOnDataset } from '../src/engine/jobs/modelOnDataset';

const argumentsSchema = z.tuple([
  z.string({ error: 'Name the dataset: npm run bench -- oneWord VAL.jsonl' }),
  z.coerce.number().int().positive(),
]);
const model = path.resolve('models', 'flickr8k-attention');
/** What is asked for, in the median. */
const limit = 3;

interface WrongWord {
  /** Of each word of its suggestion. */
  probabilities: number[];
  at: number;
}

async function main(): Promise<void> {
  const [file, images] = argumentsSchema.parse([process.argv.at(2), process.argv.at(3) ?? '300']);
  const { name: backend } = await useBackend('auto');
  const context = { report: () => undefined, giveWay: () => Promise.resolve(), signal: new AbortController().signal };
  const dataset = { model, datasetPath: path.resolve(file), images };
  await withModelOnDataset(dataset, context, async (_, { datasets: [{ images: captioned }], grids }) => {
    const captioner = await Captioner.open(model);
    const oneWrong: WrongWord[] = [];
    const allWrong: WrongWord[] = [];
    try {
      for (const { image, captions } of captioned) {
        const grid = await grids.grids([image]);
        const wrong = wrongWords(captioner.suggest(grid).candidates.at(0)?.words ?? [], captions);
        grid.dispose();
        allWrong.push(...wrong);
        if (wrong.length === 1) oneWrong.push(...wrong);
      }
    } finally {
      captioner.dispose();
    }
    const figures = { oneWrong: keysBeyondLetters(oneWrong), allWrong: keysBeyondLetters(allWrong) };
    const isWithinLimit = figures.oneWrong.keys.median <= limit;
    console.log(
      JSON.stringify({ bench: 'oneWord', backend, images: captioned.length, ...figures, limit, isWithinLimit }),
    );
  });
}

function wrongWords(words: readonly { text: string; probability: number }[], captions: readonly string[]): WrongWord[] {
  const said = new Set(captions.flatMap((caption) => toEffortForm(caption).split(' ')));
  const probabilities = words.map(({ probability }) => probability);
  return words.flatMap(({ text }, at) => {
    const word = toEffortForm(text);
    return word === '' || said.has(word) || functionWords.has(word) ? [] : [{ probabilities, at }];
  });
}

function keysBeyondLetters(words: readonly WrongWord[]): { words: number; keys: Middle; arrowsAlone: Middle } {
  const count = (keys: readonly WordKey[]): Middle =>
    middleOf(words.map(({ probabilities, at }) => keysToWord(probabilities, at, keys).length + 1));
  return { words: words.length, keys: count(wordKeys), arrowsAlone: count(['nextWord', 'previousWord']) };
}

interface Middle {
  median: number;
  mean: number;
}

function middleOf(counts: number[]): Middle {
  const sorted = counts.toSorted((one, other) => one - other);
  const middle = [Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2)];
  const median = middle.reduce((sum, at) => sum + (sorted.at(at) ?? 0), 0) / 2;
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  return { median, mean: Number(mean.toFixed(2)) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
