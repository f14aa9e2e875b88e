import * as l10n from '@vscode/l10n';

/** Why what is typed cannot be the caption of a row whose caption is a JSON object; '' if it can, or empties it. */
export function structuredRefusal(text: string): string {
  if (text.trim() === '') return '';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return '';
    return l10n.t('Not taken: the caption of this row is a JSON object, such as {0}.', '{"key": "…"}');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return l10n.t('Not taken, as it is no valid JSON: {0}', reason);
  }
}
