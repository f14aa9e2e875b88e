import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

describe('Rows that another program wrote under unsaved captions', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const cat = '{"file_name":"cat.jpg", "text":"a cat"}\n';
  const cup = '{"n": 1.50, "file_name":"coffee.jpg","text":"a cup"}\n';
  const theirCat = '{"file_name":"cat.jpg", "text":"their longer cat"}\n';
  const theirCup = '{"n": 1.50, "file_name":"coffee.jpg","text":"their longer cup"}\n';
  const theirFlower = '{"file_name":"flower.jpg","text":"their flower"}\n';
  const isNow = (fileName: string, text: string): Promise<void> =>
    until(`the caption of ${fileName} is “${text}”`, () => dataset.row(fileName)?.text === text, 10_000);

  /** Opens the captions, types at the cat and lets another program write the file. */
  const changeBoth = async (theirs: string): Promise<string> => {
    dataset.write(cat + cup);
    await dataset.open();
    dataset.type('cat.jpg', 'our cat');
    await isNow('cat.jpg', 'our cat');
    dataset.write(theirs);
    return dataset.document.getText();
  };
  const merged = (): Promise<void> => isNow('coffee.jpg', 'their longer cup');

  it('are taken over at once, as one undo step, and no byte of other rows changes', async () => {
    const before = await changeBoth(cat + theirCup + theirFlower);
    await merged();
    assert.equal(dataset.document.getText(), before.replace(cup, theirCup) + theirFlower);
    await vscode.commands.executeCommand('undo');
    await isNow('coffee.jpg', 'a cup');
    assert.equal(dataset.document.getText(), before);
  });

  it('are taken over once more only when asked to, where that was undone', async () => {
    await changeBoth(cat + theirCup);
    await merged();
    await vscode.commands.executeCommand('undo');
    await isNow('coffee.jpg', 'a cup');
    dataset.type('flower.jpg', 'a flower');
    await isNow('flower.jpg', 'a flower');
    assert.equal(dataset.row('coffee.jpg')?.text, 'a cup');
    dataset.tell({ type: 'mergeFromDisk' });
    await merged();
  });

  it('are saved together with the own ones, without a question of VS Code', async () => {
    await changeBoth(cat + theirCup);
    await merged();
    const text = dataset.document.getText();
    assert.equal(await dataset.document.save(), true);
    assert.equal(dataset.document.isDirty, false);
    assert.equal(dataset.saved, text);
  });

  it('wait for a person where rows are gone, or the last one is half there: the program may be writing still', async () => {
    await changeBoth(theirCup);
    dataset.type('flower.jpg', 'a flower');
    await isNow('flower.jpg', 'a flower');
    dataset.write(cat + theirCup + theirFlower.slice(0, -20));
    dataset.type('flower.jpg', 'a red flower');
    await isNow('flower.jpg', 'a red flower');
    assert.equal(dataset.row('coffee.jpg')?.text, 'a cup');
    dataset.write(cat + theirCup);
    await merged();
  });

  it('are in the file also where they were written after the merge, just before it is saved', async () => {
    await changeBoth(cat + theirCup);
    await merged();
    const saving = dataset.document.save();
    dataset.write(cat + theirCup + theirFlower);
    await saving;
    assert.ok(dataset.saved.endsWith(theirFlower), dataset.saved);
  });

  it('stay in the file where the merge was taken back', async () => {
    await changeBoth(cat + theirCup);
    await merged();
    await vscode.commands.executeCommand('undo');
    await isNow('coffee.jpg', 'a cup');
    assert.equal(await dataset.document.save(), false);
    assert.equal(dataset.saved, cat + theirCup);
    await vscode.commands.executeCommand('redo');
    await isNow('coffee.jpg', 'their longer cup');
    assert.equal(await dataset.document.save(), true);
  });

  it('are merged, too, where the file was not there when the editor opened', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'our cat');
    await isNow('cat.jpg', 'our cat');
    dataset.write(theirCup);
    await merged();
    const text = dataset.document.getText();
    assert.equal(await dataset.document.save(), true);
    assert.equal(dataset.saved, text);
    assert.match(text, /our cat[^]*their longer cup|their longer cup[^]*our cat/u);
  });

  it('do not replace a row that was changed here, too', async () => {
    await changeBoth(theirCat + theirCup);
    await merged();
    assert.equal(dataset.row('cat.jpg')?.text, 'our cat');
  });
});
