import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Suggestion } from '../../../src/captioner/suggestion';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { EntryWindow } from '../../../src/extension/entries/entryWindow';
import { ConfidenceMemory } from '../../../src/extension/suggestions/confidenceMemory';
import { SuggestionStore, type Priority } from '../../../src/extension/suggestions/suggestionStore';
import { until, useDataset } from '../editor';

const names = [
  'astronaut.jpg',
  'cat.jpg',
  'coffee.jpg',
  'flower.jpg',
  'horses.jpg',
  'rocket.jpg',
  'sunset.jpg',
  'temple.jpg',
];

describe('after a change of model', () => {
  const dataset = useDataset(names);
  const disposables: { dispose(): unknown }[] = [];
  afterEach(() => {
    for (const one of disposables.splice(0)) one.dispose();
  });

  it('suggestions are made anew first for what is selected, then for what is on screen, then for the next few', async () => {
    dataset.write(
      names.map((name) => `${JSON.stringify({ file_name: name, text: 'x', status: 'suggested' })}\n`).join(''),
    );
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    const captions = new CaptionDocument(dataset.document);
    captions.index.readNext(names.length + 1);
    const modelChanged = new vscode.EventEmitter<void>();
    let asked: [string, Priority][] = [];
    const suggest = (imagePath: string, priority: Priority): Promise<Suggestion> => {
      asked.push([path.basename(imagePath), priority]);
      return Promise.resolve({ model: 'one', gridWidth: 9, gridHeight: 9, candidates: [] });
    };
    const engine = { onDidChangeModel: modelChanged.event, suggest, modelId: () => Promise.resolve('one') };
    const confidences = new ConfidenceMemory(path.join(dataset.folder, 'confidences'), assert.ifError);
    const suggestions = new SuggestionStore(engine, confidences);
    const entries = new EntryWindow(captions, suggestions, webview, () => undefined);
    disposables.push(modelChanged, suggestions, entries);
    disposables.push(suggestions.onDidChange((imagePath) => entries.suggestionChanged(imagePath)));
    entries.begin(undefined, undefined);
    // Whatever was asked for first: it is to be another order now.
    for (const [first, selected] of [
      [0, 0],
      [5, 5],
      [1, 2],
    ]) {
      entries.show(first, 3);
      entries.select(selected);
    }
    await until('all of them are suggested', () =>
      entries.shownViews.every(({ suggestion }) => suggestion.state === 'ready'),
    );

    asked = [];
    modelChanged.fire();
    assert.deepEqual(asked, [
      ['coffee.jpg', 'focus'],
      ['cat.jpg', 'visible'],
      ['flower.jpg', 'visible'],
      ['horses.jpg', 'batch'],
      ['rocket.jpg', 'batch'],
    ]);
  });
});

const webview: vscode.Webview = {
  options: {},
  html: '',
  cspSource: '',
  onDidReceiveMessage: () => ({ dispose: () => undefined }),
  postMessage: () => Promise.resolve(true),
  asWebviewUri: (uri) => uri,
};
