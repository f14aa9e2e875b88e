import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

/**
 * The texts in the person's language, which the extension puts into the page. Imported before anything that says
 * something; without a translation all texts are English.
 */
const texts = document.getElementById('texts')?.textContent;
if (texts) l10n.config({ contents: z.record(z.string(), z.string()).parse(JSON.parse(texts)) });
