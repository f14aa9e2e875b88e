import { cutLetters, isSpaceless, letter } from '../../dataset/text/words';

/** How a caption is cut before byte pairs are merged: words, numbers, runs of other signs, each with the space before it. */
const chunkPattern = new RegExp(` ?${letter}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{M}\\p{N}\\u200c\\u200d]+|\\s+`, 'gu');

/** Most texts: they are the characters of their bytes, and through a buffer they would take ten times as long. */
const onlyAscii = /^\p{ASCII}*$/u;

/**
 * Cuts a caption into chunks that pieces never cross. A space is put in front, so that a word has the same pieces at
 * the beginning of a caption as in its middle; `withoutFirstSpace` of the chunks, joined, is the caption again.
 *
 * Where a script puts no space between words each word is a chunk, and none has a space before it: there is no space in front
 * of a caption that begins so, and one that stands there is a chunk of its own.
 */
export function cutIntoChunks(caption: string): string[] {
  const begun = isSpaceless(firstCharacter(caption)) ? caption : ` ${caption}`;
  return (begun.match(chunkPattern) ?? []).flatMap(cutChunk);
}

/** The caption that chunks or pieces were made of. */
export function withoutFirstSpace(text: string): string {
  return text.startsWith(' ') ? text.slice(1) : text;
}

/** Whether a word begins with these bytes: after a space, or with a letter of a script that puts none between words. */
export function beginsWord(bytes: string): boolean {
  return bytes.startsWith(' ') || isSpaceless(firstCharacter(fromByteString(bytes)));
}

function cutChunk(chunk: string): string[] {
  const space = chunk.startsWith(' ') ? ' ' : '';
  const [first, ...others] = cutLetters(chunk.slice(space.length));
  if (space !== '' && isSpaceless(firstCharacter(first))) return [space, first, ...others];
  return [space + first, ...others];
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(...(text === '' ? [] : [text.codePointAt(0) ?? 0]));
}

/** The UTF-8 bytes of a text, one character (U+0000 to U+00FF) a byte, so that they can be keys of a map. */
export function toByteString(text: string): string {
  return onlyAscii.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** The text of a byte string; bytes that are no UTF-8 (half a character) become U+FFFD. */
export function fromByteString(bytes: string): string {
  return onlyAscii.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}
