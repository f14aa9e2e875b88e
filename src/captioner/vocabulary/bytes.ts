/** How a caption is cut before byte pairs are merged: words, numbers, runs of other signs, each with the space before it. */
const chunkPattern = / ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\s\p{L}\p{M}\p{N}]+|\s+/gu;

/**
 * Cuts a caption into chunks that pieces never cross. A space is put in front, so that a word has the same pieces at
 * the beginning of a caption as in its middle; `decodeBytes` of the chunks, less that first space, is the caption again.
 */
export function cutIntoChunks(caption: string): string[] {
  return ` ${caption}`.match(chunkPattern) ?? [];
}

/** The UTF-8 bytes of a text, one character (U+0000 to U+00FF) a byte, so that they can be keys of a map. */
export function toByteString(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The text of a byte string; bytes that are no UTF-8 (half a character) become U+FFFD. */
export function fromByteString(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
