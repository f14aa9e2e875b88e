import * as vscode from 'vscode';
import type { CaptionDocument } from './captionDocument';
import type { ItemView } from './messages';
import type { SuggestionStore } from './suggestionStore';

/** Makes what a webview shows of an entry. */
export function itemView(
  index: number,
  captions: CaptionDocument,
  suggestions: SuggestionStore,
  webview: vscode.Webview,
  acknowledged: number,
): ItemView {
  const item = captions.items[index];
  const { key, fileName, line, row } = item;
  const base = {
    index,
    key,
    fileName,
    line: line && line.line + 1,
    acknowledged,
    text: row?.text ?? '',
    status: row?.status ?? '',
  };
  if (item.problem !== undefined) {
    return { ...base, kind: 'brokenLine', suggestion: { state: 'none' }, problem: item.problem };
  }
  const image = captions.image(item);
  if ('problem' in image) return { ...base, kind: 'image', suggestion: { state: 'none' }, problem: image.problem };
  const imageUri = webview.asWebviewUri(vscode.Uri.file(image.path)).toString();
  return { ...base, kind: 'image', imageUri, suggestion: suggestions.view(image.path) };
}
