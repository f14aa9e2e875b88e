/**
 * The plain style that the bundled model is trained in, made of captions that were typed with spaces around every sign:
 * lower case, no space before a comma, no full stop at the end. So "A dog runs , barking ." is "a dog runs, barking".
 */
export function toPlainStyle(caption: string): string {
  return tidyWhitespace(caption)
    .toLowerCase()
    .replace(/ ([,.;:!?%)\]]|'s\b|n't\b)/gu, '$1')
    .replace(/([([]) /gu, '$1')
    .replace(/[\s.]+$/u, '');
}

/** One space between words, none at the ends: what every caption gets before it is trained on. */
export function tidyWhitespace(caption: string): string {
  return caption.replace(/\s+/gu, ' ').trim();
}
