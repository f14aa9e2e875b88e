import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { until, useDataset } from '../editor';

/** A row of cat.jpg. */
function written(values: Record<string, string>): string {
  const row = { file_name: 'cat.jpg', text: '', suggestion: '', status: '', model: '', updated: '', ...values };
  return `${JSON.stringify(row)}\n`;
}

describe('what is typed and not decided', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg']);
  /** As if the window had been opened anew: the page and the editor are gone, and the suggestions, too. */
  const openAnew = async (): Promise<void> => {
    await dataset.closeAll();
    await dataset.api.chooseModel(dataset.api.chosenModel());
    await dataset.open();
  };
  const isBegun = (fileName: string, text: string): Promise<void> =>
    until(`${fileName} is begun`, () => dataset.shown(fileName)?.draft === text);
  const counts = (): number[] => {
    const { decided, states } = dataset.api.counts() ?? assert.fail();
    return [decided, states.begun, states.written];
  };

  for (const [what, row] of [
    ['an image without a row', ''],
    ['a suggestion of a batch', written({ text: 'a cat', suggestion: 'a cat', status: 'suggested' })],
    ['a row of another tool', '{"score": 1.50, "caption": "a\\u0020cat", "file_name": "cat.jpg"}\n'],
    ['an accepted caption', written({ text: 'a cat', suggestion: 'a cat', status: 'accepted' })],
  ]) {
    it(`leaves the file of ${what} as it is, byte for byte`, async () => {
      dataset.write(row);
      await dataset.open();
      dataset.draft('cat.jpg', 'a do');
      await isBegun('cat.jpg', 'a do');
      assert.equal(dataset.document.getText(), row);
      assert.equal(dataset.document.isDirty, false);
      dataset.giveUp('cat.jpg');
      await until('nothing is begun', () => dataset.shown('cat.jpg')?.draft === undefined);
      assert.equal(dataset.document.getText(), row);
    });
  }

  it('waits for a decision: it is not counted, and found among what is open', async () => {
    dataset.write(written({ text: 'a cat', status: 'written' }));
    await dataset.open();
    assert.deepEqual(counts(), [1, 0, 1]);
    dataset.draft('cat.jpg', 'a cat sl');
    dataset.draft('coffee.jpg', 'a c');
    await isBegun('coffee.jpg', 'a c');
    assert.deepEqual(counts(), [0, 2, 0]);
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'begun' } });
    await until('only these are shown', () => dataset.shown('astronaut.jpg') === undefined);
    dataset.giveUp('cat.jpg');
    await until('it is decided as before', () => counts()[0] === 1);
  });

  it('becomes the caption as one step of undo', async () => {
    dataset.write(written({ text: 'a cat', status: 'written' }));
    await dataset.open();
    const before = dataset.document.getText();
    for (const text of ['a', 'a ', 'a dog', 'a dog ru', 'a dog runs']) dataset.draft('cat.jpg', text);
    dataset.type('cat.jpg', 'a dog runs');
    await until('it is decided', () => dataset.row('cat.jpg')?.text === 'a dog runs');
    await until('nothing is begun any more', () => dataset.shown('cat.jpg')?.draft === undefined);
    await dataset.document.save();
    await vscode.commands.executeCommand('undo');
    await until('the caption is as before', () => dataset.document.getText() === before);
    assert.equal(dataset.shown('cat.jpg')?.draft, undefined);
  });

  it('is there when the editor is opened again, with the suggestion that it began with', async () => {
    await dataset.open();
    const suggestion = await dataset.suggestion('cat.jpg');
    dataset.draft('cat.jpg', `${suggestion} ind`, 0);
    await isBegun('cat.jpg', `${suggestion} ind`);
    await openAnew();
    await isBegun('cat.jpg', `${suggestion} ind`);
    dataset.draft('cat.jpg', `${suggestion} indeed`);
    dataset.type('cat.jpg', `${suggestion} indeed`);
    await until('it is decided', () => dataset.row('cat.jpg') !== undefined);
    const { status, suggestion: kept, model } = dataset.row('cat.jpg') ?? {};
    assert.deepEqual([status, kept, model], ['edited', suggestion, 'flickr8k-attention-3']);
  });

  it('is not touched by undo, saving and reverting', async () => {
    await dataset.open();
    dataset.type('coffee.jpg', 'a cup');
    await until('it is decided', () => dataset.rows.length === 1);
    dataset.draft('cat.jpg', 'a ca');
    await isBegun('cat.jpg', 'a ca');
    await dataset.document.save();
    assert.doesNotMatch(dataset.saved, /cat/);
    await vscode.commands.executeCommand('undo');
    await until('the other is undone', () => dataset.rows.length === 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('it is as saved', () => dataset.rows.length === 1);
    assert.equal(dataset.shown('cat.jpg')?.draft, 'a ca');
  });

  it('waits while a suggestion is taken instead, and while its image is left out', async () => {
    await dataset.open();
    await dataset.suggestion('cat.jpg');
    dataset.draft('cat.jpg', 'a ca');
    dataset.draft('coffee.jpg', 'a c');
    await isBegun('coffee.jpg', 'a c');
    dataset.tell({ type: 'accept', key: 'cat.jpg 0', candidate: 0 });
    await until('it is accepted', () => dataset.row('cat.jpg')?.status === 'accepted');
    await until('nothing is begun any more', () => dataset.shown('cat.jpg')?.draft === undefined);
    await vscode.commands.executeCommand('undo');
    await isBegun('cat.jpg', 'a ca');
    dataset.tell({ type: 'exclude', key: 'coffee.jpg 0' });
    await until('it is left out', () => dataset.shown('coffee.jpg')?.draft === undefined);
    dataset.tell({ type: 'exclude', key: 'coffee.jpg 0' });
    await isBegun('coffee.jpg', 'a c');
  });

  it('goes along when captions of an image change places', async () => {
    dataset.write(written({ text: 'one', status: 'written' }) + written({ text: 'two', status: 'written' }));
    await dataset.open();
    dataset.draft('cat.jpg', 'one and');
    await isBegun('cat.jpg', 'one and');
    dataset.tell({ type: 'moveCaption', key: 'cat.jpg 0', by: 1 });
    await until('the second has it', () =>
      dataset.api.shown().some(({ text, draft }) => text === 'one' && draft === 'one and'),
    );
    dataset.giveUp('cat.jpg', 1);
  });

  it('is shown in all editors of the same captions', async () => {
    await dataset.open();
    await vscode.commands.executeCommand('workbench.action.splitEditorRight');
    await until('the right one shows images, too', () => dataset.api.editorsShowing() === 2);
    dataset.draft('cat.jpg', 'from the right');
    await isBegun('cat.jpg', 'from the right');
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await isBegun('cat.jpg', 'from the right');
  });

  it('is left alone by what accepts or copies captions of many images', async () => {
    await dataset.open();
    await dataset.suggestion('cat.jpg');
    dataset.type('astronaut.jpg', 'somebody');
    dataset.draft('cat.jpg', 'a ca');
    await isBegun('cat.jpg', 'a ca');
    await vscode.commands.executeCommand('showtell.acceptAllShown', { confirm: false });
    await vscode.commands.executeCommand('showtell.copyCaption', { confirm: false });
    assert.equal(dataset.row('cat.jpg'), undefined);
  });
});
