/** A word joiner: it has no width and no glyph, and letters on both sides stay where they are. */
const joiner = '\u2060';

/** Signs that write what follows them from right to left, also what is not of the name; Arabic and Hebrew need none. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that VS Code shows letter for letter. In notifications it makes links of `[words](command:…)`, of a website's and a
 * file's address too, and in the status bar and in lists icons of `$(name)`. Neither knows an escape for it, so what names of
 * files, folders and models have of it is broken up, unseen. A sign that would turn round the rest of the message is shown as VS
 * Code's text editor shows it.
 */
export function plainText(text: string): string {
  return text
    .replaceAll('](', `]${joiner}(`)
    .replaceAll('$(', `$${joiner}(`)
    .replace(turning, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`);
}
