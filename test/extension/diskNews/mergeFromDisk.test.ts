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
  const merge = async (): Promise<void> => {
    dataset.tell({ type: 'mergeFromDisk' });
    await isNow('coffee.jpg', 'their longer cup');
  };

  it('are taken over, as one undo step, and no byte of other rows changes', async () => {
    const before = await changeBoth(cat + theirCup + theirFlower);
    await merge();
    assert.equal(dataset.document.getText(), before.replace(cup, theirCup) + theirFlower);
    await vscode.commands.executeCommand('undo');
    await isNow('coffee.jpg', 'a cup');
    assert.equal(dataset.document.getText(), before);
  });

  it('are saved together with the own ones, without a question of VS Code', async () => {
    await changeBoth(cat + theirCup);
    await merge();
    const merged = dataset.document.getText();
    assert.equal(await dataset.document.save(), true);
    assert.equal(dataset.document.isDirty, false);
    assert.equal(dataset.saved, merged);
  });

  it('stay in the file where they were written after the merge', async () => {
    await changeBoth(cat + theirCup);
    await merge();
    dataset.write(cat + theirCup + theirFlower);
    assert.equal(await dataset.document.save(), false);
    assert.equal(dataset.saved, cat + theirCup + theirFlower);
  });

  it('stay in the file where the merge was taken back', async () => {
    await changeBoth(cat + theirCup);
    await merge();
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
    await merge();
    const merged = dataset.document.getText();
    assert.equal(await dataset.document.save(), true);
    assert.equal(dataset.saved, merged);
    assert.match(merged, /our cat[^]*their longer cup|their longer cup[^]*our cat/u);
  });

  it('do not replace a row that was changed here, too', async () => {
    await changeBoth(theirCat + theirCup);
    await merge();
    assert.equal(dataset.row('cat.jpg')?.text, 'our cat');
  });
});
