/**
 * Checks that the captioner looks where the thing is that it names: `npx tsx scripts/attention-check.ts DATASET.jsonl [--model
 * DIR]`. Two photographs are put side by side, each squashed to a half, and captioned. For each word of the caption that names a
 * thing which people saw in one of the two alone: is more than half of the attention on that one? Every pair is shown both ways
 * round, so looking anywhere regardless of the picture, at the centre or to one side, is right in half of the cases.
 */
import * as tf from '@tensorflow/tfjs-core';
import { toCandidate } from '../src/captioner/candidate';
import { asSaid } from '../src/captioner/calibration/calibration';
import type { OpenBundle } from '../src/captioner/bundle/openBundle';
import { tokenise } from '../src/captioner/metrics/tokenise';
import { beamSearch, searchWith } from '../src/captioner/beamSearch/beamSearch';
import type { SuggestedWord } from '../src/captioner/suggestion';
import { seededRandom, shuffle } from '../src/dataset/collections/random';
import { decodeImage } from '../src/engine/images/imageDecoding';
import { toImageTensor } from '../src/engine/images/imageTensor';
import { openModelCheck, type ModelCheck } from './modelCheck';

/** Things that photographs show, in kinds: who sees a boy in one picture may not look for him where a man is. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  people: words(
    'man men woman women boy boys girl girls child children kid kids baby toddler person people lady guy guys couple crowd group family player players team rider skier surfer swimmer climber biker cyclist skateboarder snowboarder runner runners friends teenager teenagers',
  ),
  animals: words('dog dogs puppy puppies cat horse horses bird birds cow sheep animal animals greyhound greyhounds'),
  water: words(
    'water ocean sea lake river pool wave waves beach sand splash surfboard boat kayak canoe fountain shore',
  ),
  land: words(
    'grass field snow mountain mountains hill rock rocks cliff forest woods tree trees desert dirt path trail',
  ),
  town: words(
    'street road car cars building buildings sidewalk bench city fence wall house stairs bus train store sign',
  ),
  sport: words(
    'ball basketball football soccer tennis baseball bike bicycle bikes motorcycle skateboard ramp snowboard skis swing slide trampoline frisbee stick toy racket bat helmet',
  ),
};

/** How often the pairs are drawn anew for the interval. */
const resamples = 2_000;
const pairsAtATime = 8;

/** A word whose thing is in one half. */
interface Finding {
  pair: number;
  kind: string;
  /** The attention on the half where the thing is, 0 to 1. */
  mass: number;
  /** The same, averaged over all words of the caption. */
  captionMass: number;
}

async function main(): Promise<void> {
  const { bundle, images } = await openModelCheck('scripts/attention-check.ts');
  if (!bundle.decoder.shape.attends) throw new Error(`${bundle.directory} has no attention to check.`);
  const shuffled = shuffle(images, seededRandom(1));
  const findings: Finding[] = [];
  const pairs = Math.floor(shuffled.length / 2);
  for (let first = 0; first < pairs; first += pairsAtATime) {
    const some = Array.from({ length: Math.min(pairsAtATime, pairs - first) }, (_, at) => first + at);
    const sides = some.flatMap((pair) => {
      const [one, other] = [shuffled[2 * pair], shuffled[2 * pair + 1]];
      return [
        { pair, left: one, right: other },
        { pair, left: other, right: one },
      ];
    });
    const captions = await captionSideBySide(bundle, sides);
    captions.forEach((caption, at) => findings.push(...judge(bundle, caption, sides[at])));
  }
  report(findings, pairs);
}

type SideBySide = { pair: number; left: ModelCheck['images'][number]; right: ModelCheck['images'][number] };

async function captionSideBySide(bundle: OpenBundle, sides: readonly SideBySide[]): Promise<SuggestedWord[][]> {
  const size = bundle.encoder.imageSize;
  const composites = await Promise.all(
    sides.map(async ({ left, right }) =>
      joinHalves(await decodeImage(left.path, size), await decodeImage(right.path, size), size),
    ),
  );
  const pixels = toImageTensor(composites, size);
  const grids = bundle.encoder.encode(pixels);
  const found = beamSearch(bundle.decoder, grids, searchWith(bundle));
  tf.dispose([pixels, grids]);
  return found.map(([best]) => (best ? toCandidate(best, bundle.vocabulary, asSaid).words : []));
}

/** Two square images beside each other in one, each half as wide as it was. RGB, row after row. */
function joinHalves(left: Uint8Array, right: Uint8Array, size: number): Uint8Array {
  const joined = new Uint8Array(left.length);
  const half = Math.floor(size / 2);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const source = x < half ? left : right;
      const from = 2 * (x < half ? x : x - half);
      for (let colour = 0; colour < 3; colour++) {
        const at = (column: number): number => source[(y * size + Math.min(size - 1, column)) * 3 + colour];
        joined[(y * size + x) * 3 + colour] = (at(from) + at(from + 1)) / 2;
      }
    }
  }
  return joined;
}

function judge(
  { encoder }: OpenBundle,
  caption: readonly SuggestedWord[],
  { pair, left, right }: SideBySide,
): Finding[] {
  const leftMasses = caption.map((word) => massOnLeft(word.attention, encoder.grid));
  const meanLeft = leftMasses.reduce((sum, mass) => sum + mass, 0) / Math.max(1, caption.length);
  return caption.flatMap((word, at) => {
    const [token = ''] = tokenise(word.text);
    const kind = Object.keys(kinds).find((name) => kinds[name].includes(token));
    if (kind === undefined) return [];
    const [inLeft, inRight] = [left, right].map(({ captions }) => {
      const seen = captions.map((text) => new Set(tokenise(text)));
      return {
        named: seen.filter((one) => one.has(token)).length,
        like: seen.some((one) => kinds[kind].some((other) => one.has(other))),
      };
    });
    if (inLeft.named >= 2 && !inRight.like) return [{ pair, kind, mass: leftMasses[at], captionMass: meanLeft }];
    if (inRight.named >= 2 && !inLeft.like)
      return [{ pair, kind, mass: 1 - leftMasses[at], captionMass: 1 - meanLeft }];
    return [];
  });
}

/** The attention on the left half; a column in the middle counts half. */
function massOnLeft(attention: readonly number[], { width }: { width: number }): number {
  return attention.reduce((sum, weight, location) => {
    const share = Math.min(1, Math.max(0, width / 2 - (location % width)));
    return sum + weight * share;
  }, 0);
}

function report(findings: readonly Finding[], pairs: number): void {
  console.log(
    `${pairs} pairs of photographs, both ways round; ${findings.length} words name a thing in one half alone`,
  );
  console.log(
    'right: more than half of the attention is on the half with the thing; 50 % by chance, or for the centre',
  );
  console.log('more:  the word looks there more than the words of its caption do on average; 50 % by chance');
  console.log(
    ['kind', 'words', 'right, %', '95 % interval', 'more, %', '95 % interval', 'mean attention, %'].join('\t'),
  );
  for (const kind of ['all', ...Object.keys(kinds)]) {
    const some = kind === 'all' ? findings : findings.filter((one) => one.kind === kind);
    if (some.length === 0) continue;
    const right = shareWithInterval(some, (one) => one.mass > 0.5);
    const more = shareWithInterval(some, (one) => one.mass > one.captionMass);
    const mean = (100 * some.reduce((sum, one) => sum + one.mass, 0)) / some.length;
    console.log([kind, some.length, ...right, ...more, mean.toFixed(1)].join('\t'));
  }
}

/** A share in per cent, with its interval from resampled pairs (Efron's bootstrap): words of a pair are not independent. */
function shareWithInterval(findings: readonly Finding[], holds: (finding: Finding) => boolean): [string, string] {
  const byPair = new Map<number, { words: number; holding: number }>();
  for (const finding of findings) {
    const counts = byPair.get(finding.pair) ?? { words: 0, holding: 0 };
    byPair.set(finding.pair, {
      words: counts.words + 1,
      holding: counts.holding + (holds(finding) ? 1 : 0),
    });
  }
  const all = [...byPair.values()];
  const random = seededRandom(2);
  const shareOf = (counts: readonly { words: number; holding: number }[]): number =>
    (100 * counts.reduce((sum, one) => sum + one.holding, 0)) / counts.reduce((sum, one) => sum + one.words, 0);
  const shares = Array.from({ length: resamples }, () =>
    shareOf(all.map(() => all[Math.floor(all.length * random())])),
  ).sort((one, other) => one - other);
  const [low, high] = [0.025, 0.975].map((quantile) => shares[Math.floor(quantile * resamples)].toFixed(1));
  return [shareOf(all).toFixed(1), `${low}-${high}`];
}

function words(list: string): string[] {
  return list.split(' ');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
