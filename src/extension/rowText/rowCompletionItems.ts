import * as vscode from 'vscode';
import { completionsAt, type RowCompletion } from '../../dataset/rows/rowCompletion';
import { datasetTexts } from './datasetText';

/** Completes keys and statuses in the text of a dataset. */
export function offerRowCompletion(): vscode.Disposable {
  const provideCompletionItems = (
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.CompletionItem[] => {
    const found = completionsAt(document.lineAt(position).text, position.character);
    return found ? found.texts.map((text, index) => itemOf(text, index, found, position.line)) : [];
  };
  return vscode.languages.registerCompletionItemProvider(datasetTexts, { provideCompletionItems }, '"');
}

function itemOf(
  text: string,
  index: number,
  { kind, range, hasValue }: RowCompletion,
  line: number,
): vscode.CompletionItem {
  const isKey = kind === 'key';
  const item = new vscode.CompletionItem(
    text,
    isKey ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.EnumMember,
  );
  item.range = new vscode.Range(line, range.start, line, range.end);
  item.filterText = `"${text}"`;
  item.sortText = String(index);
  item.insertText = isKey && !hasValue ? new vscode.SnippetString(`"${text}": "$0"`) : `"${text}"`;
  return item;
}
