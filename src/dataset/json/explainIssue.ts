import * as l10n from '@vscode/l10n';
import type * as z from 'zod';

/** The first thing that a schema found wrong, as a sentence: what is wrong besides mostly comes of the same. */
export function explainIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const key = issue.path.join('.');
  if (key === '') return l10n.t('It does not hold what the format has ({0}).', issue.message);
  return l10n.t('"{0}" is missing, or not what the format has there ({1}).', key, issue.message);
}
