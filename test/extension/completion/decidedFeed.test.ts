import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { IndexChange } from '../../../src/dataset/list/datasetIndex';
import type { Entry } from '../../../src/dataset/list/entry';
import { EngineError, type EngineStatus } from '../../../src/engine/client/client';
import type { DecideParams } from '../../../src/engine/protocol/completionProtocol';
import { DecidedFeed } from '../../../src/extension/completion/decidedFeed';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { useDataset } from '../editor';

const row = (name: string, text: string, status: string, day = 1): string =>
  `${JSON.stringify({ file_name: name, text, status, updated: `2026-01-0${day}T00:00:00.000Z` })}\n`;

/** On a document as VS Code has it; what the engine is told is kept. */
describe('What the engine is told of decided captions', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg', 'temple.jpg']);
  const told: DecideParams[] = [];
  let refuses: boolean;
  let captions: CaptionDocument;
  let feed: DecidedFeed;
  let entriesChange: vscode.EventEmitter<IndexChange>;
  let statusChange: vscode.EventEmitter<EngineStatus>;
  let following: vscode.Disposable;

  const entry = (name: string): Entry => {
    const found = [...captions.index.entries].find(({ fileName }) => fileName === name);
    assert.ok(found, name);
    return found;
  };
  const last = (): { begins: boolean; texts: (string | undefined)[] } | undefined => {
    const params = told.at(-1);
    return params && { begins: params.begins, texts: params.captions.map(({ text }) => text) };
  };

  beforeEach(async () => {
    dataset.write(
      row('cat.jpg', 'a late cat', 'edited', 3) +
        row('coffee.jpg', 'an early cup', 'accepted', 1) +
        row('flower.jpg', 'a flower nobody saw', 'suggested', 2) +
        row('temple.jpg', 'an excluded temple', 'excluded', 2),
    );
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    captions = new CaptionDocument(dataset.document);
    captions.index.readNext(100);
    told.length = 0;
    refuses = false;
    entriesChange = new vscode.EventEmitter();
    statusChange = new vscode.EventEmitter();
    following = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document === dataset.document) entriesChange.fire(captions.follow(contentChanges));
    });
    const decide = (params: DecideParams): Promise<void> => {
      told.push(params);
      return refuses ? Promise.reject(new EngineError('crashed', 'It has stopped.')) : Promise.resolve();
    };
    feed = new DecidedFeed({
      captions,
      engine: { decide, onDidChangeStatus: statusChange.event },
      onDidChangeEntries: entriesChange.event,
    });
  });
  afterEach(() => {
    feed.dispose();
    following.dispose();
    captions.dispose();
  });

  it('is what people decided, the newest last; no suggestion, nothing excluded', () => {
    feed.tell(entry('flower.jpg'));
    assert.deepEqual(last(), { begins: true, texts: ['an early cup', 'a late cat'] });
    assert.equal(told[0].dataset, dataset.document.uri.toString());
  });

  it('is afterwards only what has changed', async () => {
    feed.tell(entry('flower.jpg'));
    feed.tell(entry('flower.jpg'));
    assert.equal(told.length, 1);
    await dataset.replaceText('a late cat', 'a later cat');
    feed.tell(entry('flower.jpg'));
    assert.deepEqual(last(), { begins: false, texts: ['a later cat'] });
  });

  it('leaves out what is being typed, until something else is', async () => {
    feed.tell(entry('cat.jpg'));
    assert.deepEqual(last()?.texts, ['an early cup']);
    await dataset.replaceText('a late cat', 'a la');
    feed.tell(entry('cat.jpg'));
    assert.equal(told.length, 1);
    feed.tell(entry('coffee.jpg'));
    assert.deepEqual(last(), { begins: false, texts: ['a la'] });
  });

  it('takes back what is excluded, or has no row any more', async () => {
    feed.tell(entry('flower.jpg'));
    await dataset.replaceText('"status":"accepted"', '"status":"excluded"');
    feed.tell(entry('flower.jpg'));
    assert.deepEqual(last(), { begins: false, texts: [undefined] });
    await dataset.replaceText(row('cat.jpg', 'a late cat', 'edited', 3), '');
    feed.tell(entry('flower.jpg'));
    assert.equal(last()?.texts[0], undefined);
    assert.equal(told.length, 3);
  });

  it('is all of it again after the engine has stopped, or did not take it', async () => {
    feed.tell(entry('flower.jpg'));
    statusChange.fire({ state: 'starting' });
    feed.tell(entry('flower.jpg'));
    assert.deepEqual([told.length, last()?.begins], [2, true]);
    refuses = true;
    statusChange.fire({ state: 'failed' });
    feed.tell(entry('flower.jpg'));
    await new Promise((resolve) => setImmediate(resolve));
    refuses = false;
    feed.tell(entry('flower.jpg'));
    assert.deepEqual([told.length, last()?.begins, last()?.texts.length], [4, true, 2]);
  });
});
