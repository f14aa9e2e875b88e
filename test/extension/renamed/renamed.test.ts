import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { IndexChange } from '../../../src/dataset/list/datasetIndex';
import { fillIndex } from '../../../src/dataset/list/fillIndex';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { EditQueue } from '../../../src/extension/document/editQueue';
import { RenamedImages } from '../../../src/extension/renamed/renamedImages';
import type { RenamedView } from '../../../src/extension/renamed/renamedMessages';
import { DatasetStorage } from '../../../src/extension/session/datasetStorage';
import { until, useDataset } from '../editor';

const cat =
  '{"score": 1.50, "file_name": "cat.jpg", "text": "a cat", "status": "written", "n": 12345678901234567890}\n';
const cup =
  '{"file_name":"coffee.jpg","text":"a cup","status":"accepted"}\n{"file_name":"coffee.jpg","text":"coffee"}\n';

describe('Where images with captions were renamed, the editor', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const disposables: { dispose(): unknown }[] = [];
  let storage: string;
  let captions: CaptionDocument;
  let renamed: RenamedImages;
  let shown: RenamedView | undefined;
  let list: () => Promise<void>;

  const open = async (text: string): Promise<void> => {
    dataset.write(text);
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    await begin();
  };
  /** As an editor that opens on the document. */
  const begin = async (): Promise<void> => {
    const entriesChanged = new vscode.EventEmitter<IndexChange>();
    const never = new vscode.EventEmitter<string>();
    captions = new CaptionDocument(dataset.document);
    list = async () => {
      const { signal } = new AbortController();
      await fillIndex(captions.index, dataset.folder, (change) => entriesChanged.fire(change), signal);
    };
    await list();
    shown = undefined;
    renamed = new RenamedImages({
      captions,
      edits: new EditQueue(captions),
      drafts: { of: () => undefined, follow: assert.fail, addCaption: () => assert.fail() },
      suggestions: { get: () => undefined, onDidChange: never.event, onDidReplaceImage: never.event },
      listed: () => Promise.resolve(),
      onDidChangeEntries: entriesChanged.event,
      storage: new DatasetStorage(storage, assert.ifError),
      post: (message) => (shown = message.renamed),
    });
    const follows = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document === dataset.document && contentChanges.length > 0)
        entriesChanged.fire(captions.follow(contentChanges));
    });
    disposables.push(captions, renamed, follows);
    await renamed.begin();
  };
  const close = (): void => {
    for (const one of disposables.splice(0).toReversed()) one.dispose();
  };
  const at = (name: string): string => path.join(dataset.folder, name);
  const move = async (from: string, to: string): Promise<void> => {
    mkdirSync(path.dirname(at(to)), { recursive: true });
    renameSync(at(from), at(to));
    await list();
  };
  const text = (): string => dataset.document.getText();

  beforeEach(() => {
    storage = mkdtempSync(path.join(os.tmpdir(), 'showtell-storage-'));
  });
  afterEach(() => {
    close();
    rmSync(storage, { recursive: true, force: true });
  });

  it('says so, and moves all captions along as one undo step, changing nothing in the rows but the name', async () => {
    await open(cat + cup);
    assert.equal(shown, undefined);
    await move('cat.jpg', 'cat-2.jpg');
    await move('coffee.jpg', 'good/coffee.jpg');
    await until('it is said', () => shown?.moves === 2);
    assert.deepEqual(shown, {
      ...{ moves: 2, example: { from: 'cat.jpg', to: 'cat-2.jpg' }, unclear: 0, unclearNames: [] },
    });
    assert.equal(await renamed.moveAlong(), 2);
    assert.equal(text(), (cat + cup).replace('cat.jpg', 'cat-2.jpg').replaceAll('coffee.jpg', 'good/coffee.jpg'));
    await until('it is said no longer', () => shown === undefined);
    await vscode.commands.executeCommand('undo');
    assert.equal(text(), cat + cup);
  });

  it('knows the bytes of an image that vanished while nothing was open', async () => {
    await open(cat);
    close();
    const folder = path.join(storage, 'fingerprints');
    await until(
      'the bytes are kept',
      () => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json')),
    );
    renameSync(at('cat.jpg'), at('tom.jpg'));
    await begin();
    assert.deepEqual(shown?.example, { from: 'cat.jpg', to: 'tom.jpg' });
  });

  it('names those of which two copies came, and moves nothing', async () => {
    await open(cat);
    copyFileSync(at('cat.jpg'), at('copy.jpg'));
    await move('cat.jpg', 'cat-2.jpg');
    await until('it is said', () => shown !== undefined);
    assert.deepEqual(shown, { moves: 0, example: undefined, unclear: 1, unclearNames: ['cat.jpg'] });
    assert.equal(await renamed.moveAlong(), 0);
    assert.equal(text(), cat);
  });

  it('leaves alone an image on whose new name somebody has decided', async () => {
    const own = '{"file_name":"tom.jpg","text":"tom","status":"written"}\n';
    await open(cat + own);
    await move('cat.jpg', 'tom.jpg');
    assert.equal(await renamed.moveAlong(), 0);
    assert.equal(text(), cat + own);
  });

  it('lets what a batch suggested for the new name go, in the same step', async () => {
    const suggested = '{"file_name":"tom.jpg","text":"a dog","suggestion":"a dog","status":"suggested","model":"m"}\n';
    await open(suggested + cat);
    await move('cat.jpg', 'tom.jpg');
    assert.equal(await renamed.moveAlong(), 1);
    assert.equal(text(), cat.replace('cat.jpg', 'tom.jpg'));
    await vscode.commands.executeCommand('undo');
    assert.equal(text(), suggested + cat);
  });

  it('goes by what VS Code itself has renamed, where bytes do not tell', async () => {
    copyFileSync(at('cat.jpg'), at('copy.jpg'));
    await open(cat);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.file(at('cat.jpg')), vscode.Uri.file(at('tom.jpg')));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await list();
    await until('it is said', () => shown !== undefined);
    assert.deepEqual(shown?.example, { from: 'cat.jpg', to: 'tom.jpg' });
  });

  it('says it no longer once it was closed, until another image is renamed', async () => {
    await open(cat + cup);
    await move('cat.jpg', 'tom.jpg');
    await until('it is said', () => shown?.moves === 1);
    renamed.close();
    assert.equal(shown, undefined);
    await move('coffee.jpg', 'cup.jpg');
    await until('it is said again', () => shown?.moves === 2);
  });
});
