import * as l10n from '@vscode/l10n';

/**
 * Why what is typed cannot be the caption of a row whose caption is a JSON object, or a list of them; '' if it can, or empties it.
 * @param before the caption of the row
 */
export function structuredRefusal(text: string, before: string): string {
  if (text.trim() === '') return '';
  const isList = before.trimStart().startsWith('[');
  try {
    const value: unknown = JSON.parse(text);
    if (isList ? Array.isArray(value) && value.every(isObject) : isObject(value)) return '';
    return isList
      ? l10n.t('Not taken: the caption of this row is a list of JSON objects, such as {0}.', '[{"key": "…"}]')
      : l10n.t('Not taken: the caption of this row is a JSON object, such as {0}.', '{"key": "…"}');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return l10n.t('Not taken, as it is no valid JSON: {0}', reason);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
