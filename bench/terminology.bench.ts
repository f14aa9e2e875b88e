/**
 * Whether a fine-tune takes house terms and a house form over, and what it costs: captions of training images are rewritten to the
 * terms and form of `houseStyle.ts`, one an image, and learned; then other images are captioned. Prints one JSON line.
 *
 *   npm run bench -- terminology TRAIN.jsonl VAL.jsonl [ROWS] [IMAGES]
 *
 * `terms`: of the mentions of a thing that has a house term, the share that uses it. `named`: of the things with a house term that
 * most people name, the share that the caption names by it, beside what the base model names by the plain term. `house`: CIDEr-D against the rewritten
 * references. `plain`: CIDEr-D against the references as they are, after the house terms, and nothing else, are mapped back to
 * plain ones; `plainKept` is its share of what the base model reaches.
 */
import { toPlainStyle } from '../src/captioner/vocabulary/captionStyle';
import { scoreHouseStyle } from './houseScores';
import { toHouse } from './houseStyle';
import { learnRewritten } from './learnRewritten';

async function main(): Promise<void> {
  const usual = { rows: 200, images: 1000 };
  const learned = await learnRewritten(process.argv.slice(2), usual, (caption) => toHouse(toPlainStyle(caption)));
  const { taught, unseen, report, cpuSeconds } = learned;
  console.error(report.terms.map((pair) => pair.join(' → ')).join(', '));
  const before = scoreHouseStyle(learned.before, unseen);
  const after = scoreHouseStyle(learned.after, unseen);
  const figures = {
    bench: 'terminology',
    rows: taught.length,
    images: unseen.length,
    terms: after.terms,
    mentions: after.mentions,
    named: { byBaseModel: scoreHouseStyle(learned.before.map(toHouse), unseen).named, after: after.named },
    form: after.form,
    house: { before: before.house, after: after.house },
    plain: { before: before.plain, after: after.plain },
    plainKept: after.plain / before.plain,
    cpuSeconds,
    replay: report.curves[0].replay,
    verdict: report.verdict,
  };
  console.log(JSON.stringify(figures));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
