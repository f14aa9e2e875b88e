/**
 * Signs that are not seen and do something to what shows them: control characters, which a terminal takes for orders, and signs that
 * write what follows them from right to left. Arabic and Hebrew need none of them. Tabs and line breaks stay, but
 * for a carriage return within a line, which would be written over.
 */
const unseen = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n|$)/g;

/** A text with such signs shown as VS Code's text editor shows them: `[U+202E]`. */
export function showUnseenSigns(text: string): string {
  return text.replace(unseen, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
