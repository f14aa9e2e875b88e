import { BestList } from '../beamSearch/bestList';
import type { Choice, Continuation } from './continuation';
import type { NamedPieces } from './namedPieces';
import type { PieceIndex } from './pieceIndex';
import type { Step, StepCache } from './stepCache';

/** Ways to spell the same bytes that are followed further. */
const waysKept = 2;
/** In nats: a way that is a twentieth as likely as the best is not followed. */
const mostBehind = Math.log(20);

/**
 * The likeliest ways to go on so that the bytes begin with those that were typed of a word: a piece may go beyond them,
 * or be a part of them with others behind. Since the pieces of a prefix split in few likely ways, the best two up to
 * each byte are enough; a way that is much less likely than one found already is not followed, which saves steps of the decoder.
 * @param typed at least one byte
 * @returns best first, at least one
 */
export function findSpellings(
  steps: StepCache,
  from: Step,
  typed: string,
  index: PieceIndex,
  names: NamedPieces,
  count: number,
): Choice[] {
  const found = new BestList<Choice>(count);
  const partly = Array.from(typed, () => new BestList<Choice>(waysKept));
  const start: Continuation = { step: from, pieces: [], logProbability: 0 };
  for (let length = 0; length < typed.length; length++) {
    const least = (found.items.at(0)?.logProbability ?? -Infinity) - mostBehind;
    const continuations =
      length === 0
        ? [start]
        : take(
            steps,
            partly[length].items.filter((way) => way.logProbability > least),
          );
    const rest = typed.slice(length);
    const fitting = [...index.beginningWith(rest), ...(length === 0 ? names.beginningWith(rest) : [])];
    for (const continuation of continuations) {
      const choose = (piece: number): Choice => ({
        continuation,
        piece,
        logProbability: continuation.logProbability + continuation.step.logProbabilities[piece],
      });
      for (const piece of fitting) found.add(choose(piece));
      for (let more = 1; more < rest.length; more++) {
        for (const piece of index.spelling(rest, more)) partly[length + more].add(choose(piece));
      }
    }
  }
  return found.items;
}

/** The continuations with their new pieces. */
export function take(steps: StepCache, choices: readonly Choice[]): Continuation[] {
  const next = steps.follow(choices.map(({ continuation, piece }) => ({ step: continuation.step, piece })));
  return choices.map(({ continuation, piece, logProbability }, at) => ({
    step: next[at],
    pieces: [...continuation.pieces, piece],
    logProbability,
  }));
}
