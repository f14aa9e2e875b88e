import { isSpaceless } from '../../dataset/text/words';
import { cutIntoChunks, toByteString, withoutFirstSpace } from '../vocabulary/bytes';

/** Where no spaces stand between words, half a word may look like so many. */
const mostParts = 3;

/** What was typed, in two. */
export interface PartedText {
  /** The text of the complete words. */
  complete: string;
  /** The bytes of the open ones with the space before them. */
  open: string;
  /** How many of these there are. */
  words: number;
}

/**
 * Parts what was typed into the words that are complete and the one at the caret, which may go on. Where a script puts no space
 * between words nothing says where the last one begins, so that a few are left open: "连" and "衣" may become "连衣裙".
 * @param typed at least one character
 */
export function partAtLastWord(typed: string): PartedText {
  const chunks = cutIntoChunks(typed);
  let first = chunks.length - 1;
  while (chunks.length - first < mostParts && first > 0 && isSpaceless(chunks[first]) && isSpaceless(chunks[first - 1]))
    first--;
  return {
    complete: withoutFirstSpace(chunks.slice(0, first).join('')),
    open: toByteString(chunks.slice(first).join('')),
    words: chunks.length - first,
  };
}
