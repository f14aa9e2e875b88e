import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { DatasetLoading } from '../../../src/extension/document/datasetLoading';
import type { UnlistedView } from '../../../src/extension/unlisted/unlistedMessages';
import { UnlistedNotice } from '../../../src/extension/unlisted/unlistedNotice';
import { useDataset } from '../editor';
import { KeptState } from '../keptState';

describe('What a folder holds that cannot be listed', () => {
  const dataset = useDataset(['cat.jpg']);
  const disposables: { dispose(): unknown }[] = [];
  const stateChanged = new vscode.EventEmitter<void>();
  const log = vscode.window.createOutputChannel('Unlisted', { log: true });
  let loading: DatasetLoading;
  let kept: KeptState;
  let shown: UnlistedView | undefined;

  const put = (name: string): void => writeFileSync(path.join(dataset.folder, name), 'of a phone');
  const list = async (rows = ''): Promise<CaptionDocument> => {
    dataset.write(rows);
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    const captions = new CaptionDocument(dataset.document);
    const loaded = (): void => stateChanged.fire();
    loading = new DatasetLoading(captions, () => undefined, loaded, log);
    disposables.push(captions, loading);
    await loading.complete();
    return captions;
  };
  const openNotice = async (captions: CaptionDocument): Promise<UnlistedNotice> => {
    const notice = new UnlistedNotice({
      captions,
      kept,
      listed: () => loading.complete(),
      unlisted: () => loading.problems,
      onDidChangeState: stateChanged.event,
      post: ({ unlisted }) => (shown = unlisted),
    });
    disposables.push(notice);
    await notice.begin();
    return notice;
  };

  beforeEach(() => {
    kept = new KeptState();
    shown = undefined;
  });
  afterEach(() => {
    for (const one of disposables.splice(0).toReversed()) one.dispose();
  });

  it('is told with how much it is, and one of it with its reason', async () => {
    put('1.heic');
    put('2.tiff');
    await openNotice(await list());
    assert.deepEqual([shown?.count, shown?.example.path], [2, '1.heic']);
    assert.match(shown?.example.reason ?? '', /^HEIC images cannot be read/);
  });

  it('is not told where all is listed', async () => {
    await openNotice(await list());
    assert.equal(shown, undefined);
  });

  it('is not told of what a row names: that stands in the list', async () => {
    put('1.heic');
    await openNotice(await list('{"file_name":"1.heic","text":"a"}\n'));
    assert.equal(shown, undefined);
  });

  it('is told no more once it was closed, until there is something else', async () => {
    put('1.heic');
    const captions = await list();
    const notice = await openNotice(captions);
    notice.close();
    assert.equal(shown, undefined);
    await openNotice(captions);
    assert.equal(shown, undefined);
    put('2.heic');
    loading.refresh();
    await loading.complete();
    assert.equal((shown as UnlistedView | undefined)?.count, 2);
  });
});
