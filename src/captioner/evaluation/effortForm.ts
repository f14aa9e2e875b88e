import { toPlainStyle } from '../vocabulary/captionStyle';

/** Signs but those that join a word: "man's", "red-haired". */
const signs = /((?<=[\p{L}\p{M}\p{N}])['-](?=[\p{L}\p{N}]))|[^\p{L}\p{M}\p{N}\s]+/gu;

/** How captions are compared when effort is counted: lower case, without punctuation, one space between words. */
export function toEffortForm(caption: string): string {
  return toPlainStyle(caption.replace(/[‘’]/gu, "'"))
    .replace(signs, (_, joining: string | undefined) => joining ?? ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
