import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findAll } from '../../../src/dataset/replace/findings';
import type { ReplaceRule } from '../../../src/dataset/replace/rule';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { EditQueue } from '../../../src/extension/document/editQueue';
import { outcomeText } from '../../../src/extension/replace/replaceHandlers';
import { ReplacePreview } from '../../../src/extension/replace/replacePreview';
import { useDataset } from '../editor';

describe('A replacement that was looked at', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const disposables: vscode.Disposable[] = [];
  afterEach(() => {
    for (const one of disposables.splice(0)) one.dispose();
  });

  it('tells how many captions changed, and how many stayed as somebody had changed them since', async () => {
    const row = (name: string, text: string): string => `{"file_name":"${name}","text":"${text}","status":"written"}\n`;
    dataset.write(row('cat.jpg', 'a dog') + row('coffee.jpg', 'a dog too') + row('flower.jpg', 'one dog'));
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    const { document } = dataset;
    const captions = new CaptionDocument(document);
    captions.index.readNext(4);
    disposables.push(
      captions,
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) captions.follow(event.contentChanges);
      }),
    );
    const finder = { find: (texts: string[], rule: ReplaceRule) => Promise.resolve(findAll(texts, rule)) };
    const context = { captions, entries: { all: captions.index.entries }, edits: new EditQueue(captions) };
    const [given, sought] = [context, finder] as unknown as ConstructorParameters<typeof ReplacePreview>;
    const preview = new ReplacePreview(given, sought);
    const rule = { find: 'dog', replacement: 'cat', isRegularExpression: false, matchCase: false, wholeWord: false };
    await preview.search({ kind: 'replace', ...rule });
    preview.leaveOut(2, true);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(1).range, row('coffee.jpg', 'a dog, mine').trimEnd());
    await vscode.workspace.applyEdit(edit);
    const { replacement, outdated } = await preview.apply();
    assert.deepEqual([replacement?.lines.length, outdated], [1, 1]);
  });

  it('is told in words: what changed, and what stayed only where something did', () => {
    assert.equal(outcomeText(3, 0), 'Captions changed: 3. Undo takes all of it back.');
    assert.equal(
      outcomeText(3, 2),
      'Captions changed: 3. Undo takes all of it back. Changed since they were shown, so that they stayed as they are: 2.',
    );
    assert.match(outcomeText(0, 1), /^No caption was changed\. /);
  });
});
