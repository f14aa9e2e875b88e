import { fieldsOf } from '../../dataset/document/fields';
import type { Entry } from '../../dataset/list/entry';
import { captionOf } from '../../dataset/rows/row';
import type { CaptionDocument } from '../document/captionDocument';
import { newerProposal } from '../suggestions/proposalFor';
import type { SuggestionView } from '../suggestions/suggestionMessages';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import type { ItemView } from './entryMessages';
import type { ImageAddresses } from './imageAddresses';

/**
 * Makes what a webview shows of an entry.
 * @param whole with all that is known of its suggestion; a row of the list needs only the best caption
 */
export function itemView(
  index: number,
  entry: Entry,
  captions: CaptionDocument,
  suggestions: SuggestionStore,
  addresses: ImageAddresses,
  acknowledged: number,
  whole: boolean,
): ItemView {
  const { key, fileName, row, group } = entry;
  const line = captions.index.lineNumber(entry);
  const base = {
    index,
    key,
    fileName,
    line: line === undefined ? undefined : line + 1,
    acknowledged,
    text: captionOf(row),
    isStructured: entry.line?.isStructured === true && captionOf(row) !== '',
    draft: entry.draft,
    status: row?.status ?? '',
    updated: row?.updated ?? '',
    fields: row && line !== undefined ? fieldsOf(captions.document.lineAt(line).text) : [],
    isShort: captions.index.short.has(entry),
    caption: {
      at: (group?.entries.indexOf(entry) ?? 0) + 1,
      of: group?.entries.length ?? 1,
      others: [...entry.others],
    },
  };
  if (entry.problem !== undefined) {
    return { ...base, kind: 'brokenLine', suggestion: { state: 'none' }, problem: entry.problem };
  }
  const image = captions.image(entry);
  if ('problem' in image) return { ...base, kind: 'image', suggestion: { state: 'none' }, problem: image.problem };
  const imageUri = addresses.of(image.path);
  const suggestion = suggestions.view(image.path);
  const text = newerProposal(row, image.path, suggestions)?.text ?? base.text;
  return { ...base, text, kind: 'image', imageUri, suggestion: whole ? suggestion : shortened(suggestion) };
}

/** The attention of every word is by far the most of a suggestion. */
function shortened(suggestion: SuggestionView): SuggestionView {
  if (suggestion.state !== 'ready') return suggestion;
  const candidates = suggestion.candidates.slice(0, 1).map((candidate) => ({ ...candidate, words: [] }));
  return { ...suggestion, candidates };
}
