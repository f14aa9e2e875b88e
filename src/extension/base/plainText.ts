/** A word joiner: it has no width and no glyph, and letters on both sides stay where they are. */
const joiner = '\u2060';

/**
 * Text that VS Code shows letter for letter. In notifications it makes links of `[words](command:…)`, of a website's and a
 * file's address too, and in the status bar and in lists icons of `$(name)`. Neither knows an escape for it, so what names of
 * files, folders and models have of it is broken up, unseen.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', `]${joiner}(`).replaceAll('$(', `$${joiner}(`);
}
