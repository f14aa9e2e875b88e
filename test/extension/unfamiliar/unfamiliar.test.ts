import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { OutcomeLog } from '../../../src/extension/session/outcomeLog';
import { ConfidenceMemory } from '../../../src/extension/suggestions/confidenceMemory';
import { SuggestionStore } from '../../../src/extension/suggestions/suggestionStore';
import type { UnfamiliarToWebview, UnfamiliarView } from '../../../src/extension/unfamiliar/unfamiliarMessages';
import { UnfamiliarNotice } from '../../../src/extension/unfamiliar/unfamiliarNotice';
import { until, useDataset } from '../editor';
import { KeptState } from '../keptState';

describe('On a dataset that is unlike what the model knows, the editor', () => {
  const dataset = useDataset([]);
  const disposables: { dispose(): unknown }[] = [];
  const modelChanged = new vscode.EventEmitter<void>();
  const stateChanged = new vscode.EventEmitter<void>();
  let model = '';
  let familiarity = 0;
  let captions: CaptionDocument;
  let suggestions: SuggestionStore;
  let kept: KeptState;
  let outcomes: OutcomeLog;
  /** What the page shows. */
  let shown: UnfamiliarView | undefined;
  let timesTold = 0;

  const post = (message: UnfamiliarToWebview): void => {
    shown = message.notice;
    timesTold++;
  };
  const openNotice = async (): Promise<UnfamiliarNotice> => {
    const engine = { onDidChangeModel: modelChanged.event };
    const onDidChangeState = stateChanged.event;
    const listed = (): Promise<void> => Promise.resolve();
    const notice = new UnfamiliarNotice({
      ...{ captions, suggestions, engine, outcomes, kept, listed, onDidChangeState, post },
    });
    disposables.push(notice);
    await notice.begin();
    return notice;
  };
  const suggestFor = async (count: number, folder = dataset.folder): Promise<void> => {
    for (let at = 0; at < count; at++) await suggestions.suggestQuietly(path.join(folder, `${at}.jpg`));
  };
  const changeModel = (to: string, knows: boolean): void => {
    model = to;
    familiarity = knows ? 1 : 0.1;
    modelChanged.fire();
  };
  /** Lists so many images, of which the first are decided. */
  const list = async (decided: number): Promise<void> => {
    const row = (at: number): string =>
      JSON.stringify({ file_name: `${at}.jpg`, text: at < decided ? 'a' : '', status: at < decided ? 'written' : '' });
    dataset.write(Array.from({ length: 250 }, (_, at) => `${row(at)}\n`).join(''));
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    captions = new CaptionDocument(dataset.document);
    disposables.push(captions);
    captions.index.readNext(251);
  };
  /** Writes captions until so many are decided. */
  const decide = async (count: number): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    for (let line = 0; line < count; line++)
      edit.replace(
        dataset.document.uri,
        dataset.document.lineAt(line).range,
        JSON.stringify({ file_name: `${line}.jpg`, text: 'a', status: 'accepted' }),
      );
    const followed = new Promise<void>((resolve) => {
      disposables.push(
        vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
          if (document !== dataset.document || contentChanges.length === 0) return;
          captions.follow(contentChanges);
          resolve();
        }),
      );
    });
    await vscode.workspace.applyEdit(edit);
    await followed;
    stateChanged.fire();
  };

  beforeEach(() => {
    const suggest = (): ReturnType<SuggestionStore['suggestQuietly']> =>
      Promise.resolve({ model, familiarity, gridWidth: 9, gridHeight: 9, candidates: [] });
    const engine = { onDidChangeModel: modelChanged.event, suggest, modelId: () => Promise.resolve(model) };
    model = 'bundled';
    familiarity = 0.1;
    suggestions = new SuggestionStore(engine, new ConfidenceMemory(path.join(dataset.folder, 'c'), assert.ifError));
    disposables.push(suggestions);
    kept = new KeptState();
    outcomes = new OutcomeLog(kept);
    disposables.push(outcomes);
    shown = undefined;
    timesTold = 0;
  });
  afterEach(() => {
    for (const one of disposables.splice(0).toReversed()) one.dispose();
  });

  it('says so once twenty of its images have been suggested for, and not before', async () => {
    await list(0);
    await openNotice();
    await suggestFor(19);
    assert.equal(timesTold, 0);
    await suggestFor(25);
    assert.deepEqual(shown, { offer: undefined, decided: 0, afterDecisions: 0 });
    assert.equal(timesTold, 1);
  });

  it('says nothing where the model knows such images', async () => {
    await list(100);
    familiarity = 1;
    await openNotice();
    await suggestFor(50);
    assert.equal(timesTold, 0);
  });

  it('says nothing because of images of other datasets', async () => {
    await list(0);
    await openNotice();
    await suggestFor(50, path.join(dataset.folder, '..', 'elsewhere'));
    assert.equal(timesTold, 0);
  });

  it('asks for nothing while a model learns, or is there and was not looked at', async () => {
    await list(30);
    await openNotice();
    await suggestFor(25);
    assert.equal(shown?.offer, 30);
    outcomes.noteLearning(captions.file, 'step 1');
    assert.equal(shown, undefined);
    outcomes.add(captions.file, { kind: 'model', name: 'Mine', directory: '/models/mine', gain: 'It is better.' });
    outcomes.noteLearning(captions.file, undefined);
    assert.equal(shown, undefined);
    outcomes.close(captions.file, 'model');
    assert.deepEqual(shown, { offer: 30, decided: 30, afterDecisions: 0 });
  });

  it('takes back what turns out to be wrong', async () => {
    await list(0);
    await openNotice();
    await suggestFor(20);
    assert.ok(shown);
    familiarity = 1;
    for (let at = 20; at < 100; at++) await suggestions.suggestQuietly(path.join(dataset.folder, `${at}.jpg`));
    assert.equal(shown, undefined);
  });

  it('says so as soon as it is opened again, until that is closed, and then never again with the same model', async () => {
    await list(0);
    const first = await openNotice();
    await suggestFor(20);
    first.dispose();
    shown = undefined;
    const second = await openNotice();
    assert.ok(shown);
    second.close();
    assert.equal(shown, undefined);
    second.dispose();
    await openNotice();
    await suggestFor(30);
    assert.equal(shown, undefined);
    changeModel('another', false);
    await suggestFor(20);
    assert.ok(shown);
  });

  it('is silent with a model that has learned such images', async () => {
    await list(0);
    await openNotice();
    await suggestFor(20);
    assert.ok(shown);
    changeModel('fine-tuned', true);
    assert.equal(shown, undefined);
    await suggestFor(50);
    assert.equal(shown, undefined);
  });

  it('offers a fine-tune after 30, 100 and 200 decisions, each once', async () => {
    await list(0);
    const notice = await openNotice();
    await suggestFor(20);
    await decide(29);
    assert.equal(shown?.offer, undefined);
    for (const [decided, offer] of [
      [30, 30],
      [99, undefined],
      [100, 100],
      [199, undefined],
      [200, 200],
      [250, undefined],
    ] as const) {
      await decide(decided);
      assert.equal(shown?.offer, offer, `after ${decided}`);
      notice.close();
      assert.equal(shown, undefined);
    }
  });

  it('offers only the last of those that were passed elsewhere', async () => {
    await list(150);
    const notice = await openNotice();
    await suggestFor(20);
    assert.deepEqual(shown, { offer: 100, decided: 150, afterDecisions: 0 });
    notice.close();
    assert.equal(shown, undefined);
  });

  it('does not count the caption that is being typed', async () => {
    await list(30);
    const last = captions.entryAt(path.join(dataset.folder, '29.jpg')) ?? assert.fail();
    captions.index.setDraft(last, 'a caption that is cha');
    await openNotice();
    await suggestFor(20);
    assert.equal(shown?.offer, undefined);
    captions.index.setDraft(last, undefined);
    stateChanged.fire();
    assert.equal(shown?.offer, 30);
  });

  it('says nothing while no caption can be changed', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('readonlyInclude', { '**/metadata.jsonl': true }, vscode.ConfigurationTarget.Global);
    try {
      await list(0);
      await until('it is known to be read-only', () => captions.gate.refusal !== undefined);
      await openNotice();
      await suggestFor(20);
      assert.equal(timesTold, 0);
    } finally {
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
    }
    await until('it says so', () => shown !== undefined);
  });

  it('offers nothing where it fine-tunes by itself, and says when that is', async () => {
    const setting = vscode.workspace.getConfiguration('showtell');
    await setting.update('fineTune.afterDecisions', 50, vscode.ConfigurationTarget.Global);
    try {
      await list(150);
      await openNotice();
      await suggestFor(20);
      assert.deepEqual(shown, { offer: undefined, decided: 150, afterDecisions: 50 });
    } finally {
      await setting.update('fineTune.afterDecisions', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
