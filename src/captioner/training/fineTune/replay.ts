import { seededRandom, shuffle } from '../../../dataset/collections/random';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import type { TrainingImage } from '../examples';
import { inHouseStyle, type HouseStyle } from './houseStyle';

/** A caption of the model that a fine-tune begins with. */
export interface OwnCaption {
  /** The image's place in the grid source. */
  image: number;
  text: string;
}

/**
 * The images whose captions are replayed against forgetting: some that were corrected, and some others, by chance. What is
 * replayed is what the base model says of them, so no training data has to be shipped.
 */
export function imagesToReplay(
  corrected: readonly number[],
  others: readonly number[],
  most: { all: number; others: number },
  seed: number,
): number[] {
  const random = seededRandom(seed);
  const strangers = shuffle(others, random).slice(0, most.others);
  return [...shuffle(corrected, random).slice(0, most.all - strangers.length), ...strangers];
}

/**
 * Captions of the base model to be replayed, in the house's terms and form as far as these are known, so that they do not
 * contradict the corrections. Where their words are the base model's own, its probabilities are what is learned.
 * @param base what the model's captions are read with
 * @param widened what the learner reads
 */
export function toReplay(
  captions: readonly OwnCaption[],
  style: HouseStyle,
  base: Vocabulary,
  widened: Vocabulary,
): TrainingImage[] {
  return captions
    .filter(({ text }) => text !== '')
    .map(({ image, text }) => {
      const own = base.encode(text);
      const house = widened.encode(inHouseStyle(text, style));
      return {
        image,
        captions: [house],
        taught: { pieces: own, places: alignWords(own, base, house, widened) },
      };
    });
}

/** For each piece of a caption in house style, and its end, which piece of the caption before it is; −1 where words differ. */
function alignWords(
  own: readonly number[],
  base: Vocabulary,
  house: readonly number[],
  widened: Vocabulary,
): Int32Array {
  const places = new Int32Array(house.length + 1).fill(-1);
  const ownWords = base.groupIntoWords(own);
  const houseWords = widened.groupIntoWords(house);
  if (ownWords.length !== houseWords.length) return places;
  houseWords.forEach((word, at) => {
    const before = ownWords[at];
    if (word.text !== before.text || word.pieces.length !== before.pieces.length) return;
    word.pieces.forEach((piece, which) => (places[piece] = before.pieces[which]));
  });
  if (ownWords.at(-1)?.text === houseWords.at(-1)?.text) places[house.length] = own.length;
  return places;
}

/**
 * Where the learner's pieces come from in the teacher's probabilities: a house term takes those of the word that it stands for.
 * @returns for each piece of the learner the teacher's piece, `base.size` for none
 */
export function movedPieces(style: HouseStyle, base: Vocabulary, widened: Vocabulary): Int32Array {
  const moved = Int32Array.from({ length: widened.size }, (_, piece) => Math.min(piece, base.size));
  for (const [plain, term] of style.terms) {
    const [from, to] = [base.encode(plain), widened.encode(term)];
    if (from.length !== 1 || to.length !== 1) continue;
    moved[to[0]] = from[0];
    moved[from[0]] = base.size;
  }
  return moved;
}
