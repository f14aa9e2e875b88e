import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DiskNews } from '../../../src/extension/diskNews/diskNews';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { EditQueue } from '../../../src/extension/document/editQueue';
import { saveDocument } from '../../../src/extension/document/saveDocument';
import { until, useDataset } from '../editor';

describe('What is typed right after saving', () => {
  const dataset = useDataset(['cat.jpg']);
  let captions: CaptionDocument;
  let news: DiskNews;
  const told: (string | undefined)[] = [];

  beforeEach(async () => {
    dataset.write('{"file_name":"cat.jpg","text":"a cat"}\n');
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    captions = new CaptionDocument(dataset.document);
    told.length = 0;
    news = watch(told);
    await until('the file was looked at', () => told.length > 0);
  });
  afterEach(() => {
    news.dispose();
    captions.dispose();
  });

  const watch = (into: (string | undefined)[]): DiskNews =>
    new DiskNews(captions, new EditQueue(captions), {
      tell: (problem) => into.push(problem),
      merged: () => undefined,
    });
  /** Looks at the file, as each editor of it that is opened does: when the one that is there does is up to VS Code. */
  const look = async (): Promise<(string | undefined)[]> => {
    const seen: (string | undefined)[] = [];
    const another = watch(seen);
    await until('the file was looked at again', () => seen.length > 0);
    another.dispose();
    return seen;
  };

  const add = async (line: string): Promise<void> => {
    const { document } = dataset;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(document.lineCount, 0), line);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  it('makes of the words that were saved no other program’s; what that one writes is told still', async () => {
    for (let time = 0; time < 10; time++) {
      await add(`{"file_name":"${time}.jpg","text":"before saving"}\n`);
      // The next words come before the file is looked at.
      const saving = saveDocument(dataset.document);
      await add(`{"file_name":"${time}.jpg","text":"while saving"}\n`);
      assert.ok(await saving);
      await add(`{"file_name":"${time}.jpg","text":"after saving"}\n`);
      told.push(...(await look()));
    }
    assert.deepEqual(
      told.filter((problem) => problem !== undefined),
      [],
    );
    // With rows that are gone it is not merged by itself.
    dataset.write('{"file_name":"cat.jpg","text":"somebody else’s cat"}\n');
    await until('it is told', () => told.at(-1) !== undefined);
  });
});
