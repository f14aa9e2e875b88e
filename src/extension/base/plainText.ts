import { showUnseenSigns } from '../../dataset/text/unseenSigns';

/** A word joiner: it has no width and no glyph, and letters on both sides stay where they are. */
const joiner = '\u2060';

/** Of one paragraph; what Showtell itself says is shorter. A name or a caption may be of any length. */
const mostLetters = 2_000;

/**
 * Text that VS Code shows letter for letter, as one paragraph. In notifications it makes links of `[words](command:…)`, of a website's and a
 * file's address too, and in the status bar and in lists icons of `$(name)`. Neither knows an escape for it, so what names of
 * files, folders and models have of it is broken up, unseen. A line break in a name is a space, and what follows after so many letters
 * is left out.
 */
export function plainText(text: string): string {
  const short = text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
  return showUnseenSigns(short.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' '))
    .replaceAll('](', `]${joiner}(`)
    .replaceAll('$(', `$${joiner}(`);
}

/** Several paragraphs of {@link plainText}, for where VS Code shows line breaks. */
export function plainParagraphs(paragraphs: readonly string[]): string {
  return paragraphs.map(plainText).join('\n\n');
}
