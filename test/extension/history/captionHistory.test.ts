import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { captionHistory } from '../../../src/dataset/document/captionHistory';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { EditQueue } from '../../../src/extension/document/editQueue';
import { takeBackCaption } from '../../../src/extension/history/captionHistoryCommand';
import { gitVersions } from '../../../src/extension/history/gitVersions';
import { useDataset } from '../editor';

const cup = '{"file_name":"coffee.jpg","text":"a cup","score":1.50}\n';
const cat = (text: string, status: string): string =>
  `{"file_name":"cat.jpg","text":"${text}","suggestion":"a cat","status":"${status}","model":"m","updated":""}\n`;

describe('Caption History', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);
  let captions: CaptionDocument | undefined;
  const git = (...args: string[]): void => {
    const author = ['-c', 'user.name=Ann Author', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...author, ...args], { cwd: dataset.folder, stdio: 'pipe' });
  };
  const commit = (text: string, message: string): void => {
    dataset.write(text);
    git('add', 'metadata.jsonl');
    git('commit', '-m', message, '--date', '2026-03-04T05:06:07Z');
  };
  afterEach(() => captions?.dispose());

  it('has what git knows of the image: when, who, and what it was; and takes one back as one undo step', async () => {
    git('init');
    commit(cat('a cat', 'accepted') + cup, 'first\n\nmore');
    commit(cup + cat('a tabby cat', 'edited'), 'second');
    const now = cup + cat('oops', 'edited');
    dataset.write(now);
    const versions = await gitVersions(dataset.file);
    const found = await captionHistory(versions ?? [], 'cat.jpg', 50, new AbortController().signal);
    assert.deepEqual(
      found.map(({ row: { text, status }, date, author, message }) => [text, status, date, author, message]),
      [
        ['a tabby cat', 'edited', '2026-03-04T05:06:07.000Z', 'Ann Author', 'second'],
        ['a cat', 'accepted', '2026-03-04T05:06:07.000Z', 'Ann Author', 'first'],
      ],
    );

    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    captions = new CaptionDocument(dataset.document);
    captions.index.readNext(10);
    await takeBackCaption('cat.jpg 0', found[1].row, captions, new EditQueue(captions));
    assert.equal(
      dataset.document.getText().replace(/"updated":"[^"]+"/, '"updated":""'),
      cup + cat('a cat', 'accepted'),
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(dataset.document.getText(), now);
  });

  it('adds nothing to a row of another tool but its caption', async () => {
    dataset.write(cup);
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    captions = new CaptionDocument(dataset.document);
    captions.index.readNext(10);
    const row = { fileName: 'coffee.jpg', text: 'coffee', suggestion: '', status: '', model: '', updated: '' } as const;
    await takeBackCaption('coffee.jpg 0', row, captions, new EditQueue(captions));
    assert.equal(dataset.document.getText(), cup.replace('a cup', 'coffee'));
  });

  it('knows of no git where there is none', async () => {
    dataset.write(cup);
    assert.equal(await gitVersions(dataset.file), undefined);
  });
});
