/** What the making of a page takes of VS Code: texts in English, and addresses. Tests of pages have no extension host. */
import path from 'node:path';
import * as l10nTexts from '@vscode/l10n';

export const l10n = { t: l10nTexts.t };
export const env = { language: 'en' };

export const Uri = {
  file: (file: string): string => `file://${file}`,
  joinPath: (base: string, ...parts: string[]): string => path.posix.join(base, ...parts),
};
