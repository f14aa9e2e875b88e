import * as vscode from 'vscode';

/** What VS Code did with an edit: it has it, refused it, or shows it without ever saving it. */
type Outcome = 'kept' | 'refused' | 'swallowed';

/**
 * Makes an edit of a document as one undo step. An edit of a document without unsaved changes that leaves it so was
 * swallowed: VS Code holds the document as read-only, whatever the reason. Such an edit is taken back.
 */
export async function applyEdit(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Promise<Outcome> {
  const { isDirty, version } = document;
  const inverse = isDirty ? undefined : inverseOf(document, edits);
  // Automatic saving may have been there already when the edit is answered.
  let isTaken = isDirty;
  const subscriptions = [
    vscode.workspace.onDidChangeTextDocument((event) => (isTaken ||= event.document === document && document.isDirty)),
    vscode.workspace.onDidSaveTextDocument((saved) => (isTaken ||= saved === document)),
  ];
  try {
    if (!(await apply(document, edits))) return 'refused';
    if (isTaken || document.isDirty || document.version === version || !inverse) return 'kept';
    await apply(document, inverse());
    return 'swallowed';
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function apply(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Thenable<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  return vscode.workspace.applyEdit(edit);
}

/** @returns what makes the edits that take these back, once these are made */
function inverseOf(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): () => vscode.TextEdit[] {
  const lineEnding = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  let shift = 0;
  const replaced = edits
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ range, newText }) => {
      const before = document.getText(range);
      const start = document.offsetAt(range.start) + shift;
      const { length } = newText.replaceAll(/\r\n|\r|\n/gu, lineEnding);
      shift += length - (document.offsetAt(range.end) - document.offsetAt(range.start));
      return { start, end: start + length, before };
    });
  return () =>
    replaced.map(({ start, end, before }) =>
      vscode.TextEdit.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), before),
    );
}
