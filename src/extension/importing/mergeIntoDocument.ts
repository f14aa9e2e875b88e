import { imageKey } from '../../dataset/images/fileName';
import type { ImportedRow } from '../../dataset/import/importedRow';
import { mergeImported, type MergedRows } from '../../dataset/import/mergeImported';
import { changedImages } from '../../dataset/document/mergeRows';
import type { CaptionDocument } from '../document/captionDocument';
import type { EditQueue } from '../document/editQueue';
import { textEditsOf } from '../document/lineEdits';

/** What somebody has agreed to. */
export interface AgreedImport {
  /** Captions that people wrote are replaced, too: those that stood in `before`. */
  overwrite: boolean;
  /** What the dataset held then. */
  before: string;
}

/**
 * Writes rows into an open dataset, as one undo step: into what it holds when their turn comes, whatever it was when they were found.
 * What people have written since stays, also where captions are replaced.
 * @throws EditRefusedError, or NotEditableError
 */
export async function mergeIntoDocument(
  rows: readonly ImportedRow[],
  { overwrite, before }: AgreedImport,
  captions: CaptionDocument,
  edits: EditQueue,
): Promise<MergedRows> {
  let merged = mergeImported('', [], overwrite);
  await edits.add(async () => {
    const text = captions.document.getText();
    const since = overwrite && text !== before ? writtenSince(before, text, rows) : new Set<string>();
    const agreed = since.size === 0 ? rows : rows.filter(({ row }) => !since.has(row.fileName));
    merged = mergeImported(text, agreed, overwrite);
    merged.kept.push(...since);
    if (merged.edits.length > 0) await captions.applyAll(textEditsOf(captions.document, merged.edits));
  });
  return merged;
}

/** The images of an import that have another caption than before, which only overwriting would replace. */
function writtenSince(before: string, text: string, rows: readonly ImportedRow[]): Set<string> {
  const changed = changedImages(before, text);
  return new Set(mergeImported(text, rows, false).kept.filter((fileName) => changed.has(imageKey(fileName))));
}
