import type { ImportedRow } from '../../dataset/import/importedRow';
import { mergeImported, type MergedRows } from '../../dataset/import/mergeImported';
import type { CaptionDocument } from '../document/captionDocument';
import type { EditQueue } from '../document/editQueue';
import { textEditsOf } from '../document/lineEdits';

/**
 * Writes rows into an open dataset, as one undo step: into what it holds when their turn comes, whatever it was when they were found.
 * @throws EditRefusedError, or NotEditableError
 */
export async function mergeIntoDocument(
  rows: readonly ImportedRow[],
  overwrite: boolean,
  captions: CaptionDocument,
  edits: EditQueue,
): Promise<MergedRows> {
  let merged = mergeImported('', [], overwrite);
  await edits.add(async () => {
    merged = mergeImported(captions.document.getText(), rows, overwrite);
    if (merged.edits.length > 0) await captions.applyAll(textEditsOf(captions.document, merged.edits));
  });
  return merged;
}
