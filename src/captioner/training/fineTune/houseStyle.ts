import { changeWords } from '../../../dataset/text/words';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import { knowsImages } from './knownImages';
import type { WordFlow } from './wordFlow';

/** A word has vanished if people wrote it in less than this share of the times that the model expected it. */
const vanishedShare = 0.2;
/** A word that was expected less often says too little, and so does a term that was written less often. */
const leastExpected = 1;
const leastTimes = 2;
/** So much of what was expected of the old word has to stand where the term does. */
const leastShare = 0.12;
/** And more of it where the model knows the term as a word, which then may only be another thing that was in the picture. */
const leastShareOfKnown = 0.35;
/** And in all so much, in captions: less than that may be chance. */
const leastAmount = 0.6;
const leastAmountOfKnown = 1.5;
/** Where the term is written, the old word has to be expected so much of what is expected most. */
const leastOfLikeliest = 0.3;
/** A term is new to the model: where it stands, the model does not expect it. */
const mostKnown = 0.03;
/** A form is the house's if so many captions have it. */
const formShare = 0.8;

/** What can be seen of how somebody writes captions, so that captions of the model can be brought into it. */
export interface HouseStyle {
  /** Words that the model says, and what is written instead; in lower case. */
  terms: ReadonlyMap<string, string>;
  capital: boolean;
  fullStop: boolean;
}

/**
 * Finds the words that have replaced others, and the form. A word can only have taken the place of another where the model knows
 * what is in the images, and where most of what it sees there is called as it would call it: of satellite pictures it expects
 * dogs, and no word that people write there means them.
 * @param ownWords what the model itself says, in lower case
 */
export function findHouseStyle(
  flow: WordFlow,
  vocabulary: Vocabulary,
  captions: readonly string[],
  ownWords: ReadonlySet<string>,
): HouseStyle {
  const found: { plain: string; term: string; amount: number; seen: number }[] = [];
  for (const piece of knowsImages(flow) ? flow.pieces : []) {
    const plain = vocabulary.decode([piece]);
    // "Two" is the same word as "two", which a piece of its own writes.
    if (plain !== plain.toLowerCase() || !ownWords.has(plain)) continue;
    const { expected, words } = flow.writtenFor(piece);
    const vanished = (flow.counts.get(plain) ?? 0) <= vanishedShare * expected;
    if (expected < leastExpected || !vanished) continue;
    const term = words.find(({ word, share }) => {
      const known = vocabulary.encode(word).length === 1;
      const [mostly, enough] = known ? [leastShareOfKnown, leastAmountOfKnown] : [leastShare, leastAmount];
      return share >= mostly && share * expected >= enough && standsFor(word, piece, flow, vocabulary);
    });
    if (term)
      found.push({ plain, term: term.word, amount: term.share * expected, seen: flow.seenFor(piece, term.word) });
  }
  // Where people write "hound" the model expects "brown" too, but "dog" more: a term stands for one word.
  const terms = new Map<string, string>();
  let replaced = 0;
  for (const { plain, term, seen } of found.toSorted((one, other) => other.amount - one.amount)) {
    if ([...terms.values()].includes(term)) continue;
    terms.set(plain, term);
    replaced += seen;
  }
  if (replaced > flow.seen.reduce((sum, gain) => sum + gain, 0)) terms.clear();
  const share = (has: (caption: string) => boolean): number => captions.filter(has).length / captions.length;
  return {
    terms,
    capital: share((caption) => /^\P{L}*\p{Lu}/u.test(caption)) >= formShare,
    fullStop: share((caption) => /[^.]\.$/u.test(caption)) >= formShare,
  };
}

function standsFor(word: string, piece: number, flow: WordFlow, vocabulary: Vocabulary): boolean {
  if ((flow.counts.get(word) ?? 0) < leastTimes || flow.seenFor(piece, word) <= 0) return false;
  const likeliest = flow.expectedFor(word);
  const probabilityOf = (wanted: number): number => likeliest.find((one) => one.piece === wanted)?.probability ?? 0;
  const pieces = vocabulary.encode(word);
  if (pieces.length === 1 && probabilityOf(pieces[0]) > mostKnown) return false;
  return likeliest.length > 0 && probabilityOf(piece) >= leastOfLikeliest * likeliest[0].probability;
}

/** Brings a caption of the model into the house's style. */
export function inHouseStyle(caption: string, { terms, capital, fullStop }: HouseStyle): string {
  const worded = changeWords(caption, (word) => {
    const term = terms.get(word.toLowerCase());
    return term === undefined || word === word.toLowerCase() ? (term ?? word) : withCapital(term);
  });
  const begun = capital ? withCapital(worded) : worded;
  return fullStop && !/[.!?]$/u.test(begun) ? `${begun}.` : begun;
}

function withCapital(text: string): string {
  return text.replace(/^\P{L}*\p{Ll}/u, (start) => start.toUpperCase());
}
