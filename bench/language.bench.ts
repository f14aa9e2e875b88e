/**
 * Whether a fine-tune learns another language: captions of training images are rewritten to Korean by the rule of
 * `koreanCaptions.ts`, one an image, and learned; then images are captioned that it has not seen. Prints one JSON line.
 *
 *   npm run bench -- language TRAIN.jsonl VAL.jsonl [ROWS] [IMAGES]
 *
 * `korean`: the share of captions in Korean letters alone. `ciderD`: against people's captions in Korean by the same rule, before
 * and after. `who`: the share of captions whose subject is one that people named, beside naming always the most frequent one.
 */
import { scoreCaptions } from '../src/captioner/metrics/scores';
import { isKorean, toKorean } from './koreanCaptions';
import { learnRewritten } from './learnRewritten';

async function main(): Promise<void> {
  const learned = await learnRewritten(process.argv.slice(2), { rows: 100, images: 300 }, toKorean);
  const { rows, unseen, before, after, report, cpuSeconds } = learned;
  const references = unseen.map(({ captions }) => captions.map(toKorean));

  const ciderD = (captions: string[]): number => 100 * scoreCaptions(captions, references).ciderD;
  const named = references.map((captions) => new Set(captions.flatMap((caption) => subjectOf(caption) ?? [])));
  const rightWith = (subjects: readonly (string | undefined)[]): number =>
    subjects.filter((subject, at) => subject !== undefined && named[at].has(subject)).length / subjects.length;
  const subjects = [...new Set(named.flatMap((some) => [...some]))];
  console.log(
    JSON.stringify({
      bench: 'language',
      rows,
      images: unseen.length,
      korean: after.filter(isKorean).length / after.length,
      ciderD: { before: ciderD(before), after: ciderD(after) },
      who: {
        after: rightWith(after.map(subjectOf)),
        mostFrequent: Math.max(...subjects.map((subject) => rightWith(named.map(() => subject)))),
      },
      cpuSeconds,
      replay: report.curves[0].replay,
      verdict: report.verdict,
    }),
  );
}

/** The word of a Korean caption that names who it is about. */
function subjectOf(caption: string): string | undefined {
  return caption.split(' ').find((word) => /[이가]$/u.test(word));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
