import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

describe('The text of a dataset in a text editor', () => {
  const dataset = useDataset(['cat.jpg']);

  /** @param name in a folder of its own for each test: VS Code holds what was opened so for minutes */
  async function openText(name: string, text: string, viewColumn = vscode.ViewColumn.One): Promise<vscode.TextEditor> {
    const file = path.join(dataset.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false, viewColumn });
  }

  const problemsOf = ({ document }: vscode.TextEditor): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Showtell');

  it('says which line is no row, and why, until it is one', async () => {
    const editor = await openText(
      'broken/metadata.jsonl',
      '{"file_name":"cat.jpg","text":"a cat"}\n{"file_name":"b.jpg",}\n',
    );
    await until('the problem is shown', () => problemsOf(editor).length === 1);
    const [{ range, message, severity }] = problemsOf(editor);
    assert.deepEqual([range.start.line, range.start.character, range.end.character], [1, 0, 22]);
    assert.match(message, /comma before the closing bracket/);
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
    await editor.edit((edit) => edit.delete(new vscode.Range(1, 20, 1, 21)));
    await until('it is gone', () => problemsOf(editor).length === 0);
    await vscode.commands.executeCommand('workbench.action.files.save');
  });

  it('says nothing of files of other programs, nor once the text is shown no more', async () => {
    const other = await openText('other/metadata.jsonl', '{"audio":"a.wav"}\n');
    const own = await openText('other/pets.captions.jsonl', '{"audio":"a.wav"}\n', vscode.ViewColumn.Two);
    assert.ok(vscode.window.visibleTextEditors.includes(other));
    await until('the problem is shown', () => problemsOf(own).length === 1);
    assert.deepEqual(problemsOf(other), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('it is gone', () => problemsOf(own).length === 0);
  });

  it('is completed by keys and statuses', async () => {
    const { document } = await openText('typed/metadata.jsonl', '{"file_name":"cat.jpg","status":""}\n{"\n');
    const completed = async (line: number, character: number): Promise<string[]> => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, character),
        '"',
      );
      return items
        .filter(({ filterText }) => filterText?.startsWith('"'))
        .map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.deepEqual(await completed(0, 33), ['accepted', 'edited', 'written', 'excluded', 'suggested']);
    assert.deepEqual(await completed(1, 2), ['file_name', 'text', 'suggestion', 'status', 'model', 'updated']);
  });
});
